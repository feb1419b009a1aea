package io.kspec.mock.junit;

import io.kspec.mock.journal.JournalLine;
import io.kspec.mock.script.JournalEntry;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Attaches journal entries to a failed test: the newest as text in its report, all of them as a file of JSON lines. */
final class JournalAttachment {
    static final String REPORT_KEY = "kspec.journal";
    static final String FILE = "kspec-journal.jsonl";

    private static final int REPORTED = 100;

    private JournalAttachment() {}

    static void attach(ExtensionContext context, List<JournalEntry> entries) {
        context.publishReportEntry(REPORT_KEY, text(entries));
        try {
            context.publishFile(
                    FILE,
                    MediaType.create("application", "jsonl"),
                    file -> Files.write(
                            file, entries.stream().map(JournalLine::json).toList()));
        } catch (JUnitException e) {
            // A launcher older than JUnit Platform 1.12 has no folder for files.
            context.publishReportEntry(REPORT_KEY + ".file", "not written: " + e.getMessage());
        }
    }

    private static String text(List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return "The mock broker received no requests.";
        }
        int skipped = Math.max(0, entries.size() - REPORTED);
        return (skipped == 0 ? "" : skipped + " earlier requests, see " + FILE + "\n")
                + entries.stream().skip(skipped).map(JournalLine::text).collect(Collectors.joining("\n"));
    }
}
