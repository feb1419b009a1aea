package io.kspec.diagnosis.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.clients.ClientReactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares the examples in {@code docs/blame.md} with the diagnosis. */
final class DocumentedExamples {
    private static final Path PAGE = Path.of("..", "docs", "blame.md");
    private static final int HEX_WIDTH = 96;
    private static final int REACTIONS = 4;

    /** Fails unless the page contains the example; with {@code -Dkspec.blame.print=true}, prints it instead. */
    void holds(String title, FrameUnderTest frame, Diagnosis diagnosis) {
        String example = text(title, frame, diagnosis);
        if (Boolean.getBoolean("kspec.blame.print")) {
            System.out.println(example);
        } else {
            assertThat(page()).contains(example);
        }
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String title, FrameUnderTest frame, Diagnosis diagnosis) {
        String hex = frame.bytes().toHex().replaceAll("(.{" + HEX_WIDTH + "})(?=.)", "$1\n");
        String reactions = ClientReactions.to(diagnosis).stream()
                .limit(REACTIONS)
                .map(reaction -> "- " + reaction + "\n")
                .collect(Collectors.joining());
        return "### " + title + "\n\n```\n" + hex + "\n```\n\nStrict decoding: "
                + (diagnosis.failure() == null ? "it decodes." : diagnosis.failure() + ".")
                + "\n\n**" + diagnosis.sentence() + "** "
                + String.format(
                        Locale.ROOT,
                        "(certainty %.2f)",
                        diagnosis.best().map(Explanation::certainty).orElse(0.0))
                + "\n\n" + reactions;
    }
}
