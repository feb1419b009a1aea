package io.kspec.reports;

import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as GitHub shows it: annotations, which are lines that its runner reads from the output of a step, and the summary of
 * a job. Both have limits, beyond which GitHub shows nothing: 10 annotations of a kind and 1 MiB of summary in a step
 * (https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions).
 */
public final class GitHubReport {
    static final int MOST_ANNOTATIONS = 10;
    static final int MOST_BYTES = 1 << 20;

    private GitHubReport() {}

    /** A line for each cause that is not known: an error if clients break, a warning otherwise. */
    public static List<String> annotations(Summary summary) {
        List<String> lines = new ArrayList<>();
        summary.warnings().stream().limit(1).forEach(warning -> lines.add(line("error", "kspec", warning)));
        List<CauseDigest> news = summary.causes().stream()
                .filter(cause -> !summary.acceptance().isKnown(cause.cause()))
                .toList();
        List<CauseDigest> errors =
                news.stream().filter(CauseDigest::breaksClients).toList();
        List<CauseDigest> warnings =
                news.stream().filter(cause -> !cause.breaksClients()).toList();
        annotate("error", errors, MOST_ANNOTATIONS - lines.size(), lines);
        annotate("warning", warnings, MOST_ANNOTATIONS, lines);
        return lines;
    }

    private static void annotate(String kind, List<CauseDigest> causes, int most, List<String> lines) {
        int shown = causes.size() <= most ? causes.size() : most - 1;
        for (CauseDigest cause : causes.subList(0, shown)) {
            String clients =
                    cause.clients().isEmpty() ? "" : "\n" + cause.clients().get(0);
            lines.add(line(kind, cause.title(), cause.extent() + clients));
        }
        if (shown < causes.size()) {
            lines.add(line(kind, "kspec", Figures.count(causes.size() - shown, "more cause") + ": see the report"));
        }
    }

    private static String line(String kind, String title, String message) {
        return "::" + kind + " title=" + escaped(title).replace(":", "%3A").replace(",", "%2C") + "::"
                + escaped(message);
    }

    private static String escaped(String text) {
        return VisibleText.of(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /**
     * Appends the Markdown summary of a run to the file that GitHub names. If it would not fit there any more, a shorter one,
     * or none.
     *
     * @return whether something was appended
     * @throws IOException if the file cannot be written
     */
    public static boolean appendSummary(RunLog log, Summary summary, Path file) throws IOException {
        long room = MOST_BYTES - (Files.exists(file) ? Files.size(file) : 0);
        for (String text : List.of(MarkdownSummary.render(log, summary), MarkdownSummary.brief(summary))) {
            byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
            if (bytes.length <= room) {
                Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                return true;
            }
        }
        return false;
    }
}
