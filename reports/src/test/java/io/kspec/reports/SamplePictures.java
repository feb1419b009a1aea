package io.kspec.reports;

import io.kspec.runlog.RunLog;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes sample reports, and pictures of them, into a folder: for whoever works on how they look. */
final class SamplePictures {
    private SamplePictures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        RunLog young = SampleRun.young();
        write(folder, "young", young, Summary.of(young));
        write(folder, "grave", SampleCauses.log(), SampleCauses.summary());
        RunLog many = SampleCauses.many(60);
        write(folder, "many", many, SampleCauses.oneCauseEach(many));
        write(folder, "conformant", SampleRun.conformant(), Summary.of(SampleRun.conformant()));
        Path profile = Files.createTempDirectory("kspec-browser");
        try (Browser browser = new Browser(Browser.program().orElseThrow(), profile)) {
            for (String name : new String[] {"young", "grave", "many", "conformant"}) {
                for (int width : new int[] {1280, 390}) {
                    for (boolean dark : new boolean[] {false, true}) {
                        browser.show(width, 1000, dark);
                        browser.open(folder.resolve(name + ".html"));
                        String file = name + "-" + width + (dark ? "-dark" : "-light") + ".png";
                        browser.evaluate("[2, 3].map(n => document.getElementById('cause-' + n)).filter(Boolean)"
                                + ".forEach(cause => { cause.open = true; })");
                        browser.screenshot(folder.resolve(file));
                    }
                }
            }
        }
    }

    private static void write(Path folder, String name, RunLog log, Summary summary) throws Exception {
        Files.writeString(folder.resolve(name + ".html"), HtmlReport.render(log, summary, new SampleGolden()));
        Files.writeString(folder.resolve(name + ".xml"), JUnitXmlReport.render(log, summary));
        Files.writeString(folder.resolve(name + ".md"), MarkdownSummary.render(log, summary));
    }
}
