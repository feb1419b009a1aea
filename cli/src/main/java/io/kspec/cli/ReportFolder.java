package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.UsageException;
import io.kspec.reports.Badge;
import io.kspec.reports.HtmlReport;
import io.kspec.reports.JUnitXmlReport;
import io.kspec.reports.Summary;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder that a run writes its log and its reports to.
 *
 * @param path the folder
 */
record ReportFolder(Path path) {

    /**
     * Creates the folder and deletes the reports of an earlier run, so that they are not mistaken for those of this run.
     *
     * @throws UsageException if the folder is not writable
     */
    void prepare() {
        try {
            Files.createDirectories(path);
            for (Path file : List.of(log(), html(), junitXml(), badge(), badgeJson())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UsageException("--report: expected a writable folder, found " + IoReason.at(path, e));
        }
        if (!Files.isWritable(path)) {
            throw new UsageException("--report: expected a writable folder, found " + path);
        }
    }

    /** Writes the reports of a log. */
    void write(RunLog log, Summary summary) throws IOException {
        HtmlReport.write(log, summary, new CapturedAnswers(), html());
        JUnitXmlReport.write(log, summary, junitXml());
        Badge.write(log, summary, badge(), badgeJson());
    }

    /** The files by what they are. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("log", log().toString());
        files.put("html", html().toString());
        files.put("junitXml", junitXml().toString());
        files.put("badge", badge().toString());
        files.put("badgeJson", badgeJson().toString());
        return files;
    }

    Path log() {
        return path.resolve("run.jsonl");
    }

    Path html() {
        return path.resolve("report.html");
    }

    Path junitXml() {
        return path.resolve("junit.xml");
    }

    Path badge() {
        return path.resolve("badge.svg");
    }

    Path badgeJson() {
        return path.resolve("badge.json");
    }
}
