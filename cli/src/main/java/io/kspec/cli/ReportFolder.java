package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.reports.HtmlReport;
import io.kspec.reports.JUnitXmlReport;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a run leaves what it found: the run log and the reports that come of it.
 *
 * @param path the folder
 */
record ReportFolder(Path path) {

    /**
     * Creates the folder, without what an earlier run left in it: its reports would be taken for those of this run.
     *
     * @throws UsageException if nothing can be written there
     */
    void prepare() {
        try {
            Files.createDirectories(path);
            for (Path file : List.of(log(), html(), junitXml())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UsageException("--report: expected a folder that may be written, found " + path + ": " + e);
        }
        if (!Files.isWritable(path)) {
            throw new UsageException("--report: expected a folder that may be written, found " + path);
        }
    }

    /** Writes the reports from the log. */
    void write(RunLog log) throws IOException {
        HtmlReport.write(log, html());
        JUnitXmlReport.write(log, junitXml());
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
