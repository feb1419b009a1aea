package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.reports.HtmlReport;
import io.kspec.reports.JUnitXmlReport;
import io.kspec.reports.Summary;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
            for (Path file : List.of(log(), html(), junitXml())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UsageException("--report: expected a writable folder, found " + path + ": " + e);
        }
        if (!Files.isWritable(path)) {
            throw new UsageException("--report: expected a writable folder, found " + path);
        }
    }

    /** Writes the HTML and JUnit XML reports of a log. */
    void write(RunLog log, Summary summary) throws IOException {
        HtmlReport.write(log, summary, html());
        JUnitXmlReport.write(log, summary, junitXml());
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
}
