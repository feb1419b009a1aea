package io.kspec.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.runlog.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The verdict of a run as a badge for a README: a picture, and the JSON that an endpoint badge of shields.io reads
 * (https://shields.io/badges/endpoint-badge).
 *
 * @param message the verdict, in a few words
 * @param colour its colour
 */
public record Badge(String message, Colour colour) {
    private static final String LABEL = "Kafka protocol";
    /** What a letter of Verdana takes at 11 pixels, on average; a text is stretched to the room that it has. */
    private static final double LETTER = 6.1;

    private static final int MARGIN = 10;

    /** Colours by their names at shields.io; those of the picture are dark enough for white text. */
    public enum Colour {
        BRIGHTGREEN("#278007"),
        YELLOWGREEN("#6f7010"),
        RED("#c8371f"),
        LIGHTGREY("#6e6e6e");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    static Badge of(RunLog log, Summary summary) {
        return switch (summary.outcome()) {
            case CONFORMANT ->
                // A badge that says less would promise more.
                new Badge(log.playsAll() ? "conformant" : "conformant in part", Colour.BRIGHTGREEN);
            case DEPARTS -> new Badge(Figures.count(summary.shouldFailures(), "difference"), Colour.YELLOWGREEN);
            case NOT_CONFORMANT ->
                new Badge(
                        summary.causes().isEmpty()
                                ? "not conformant"
                                : Figures.count(summary.causes().size(), "cause") + " of failures",
                        Colour.RED);
            case NOTHING_CHECKED -> new Badge("nothing checked", Colour.LIGHTGREY);
            case UNDECIDED -> new Badge("undecided", Colour.LIGHTGREY);
            case BROKEN -> new Badge("run log broken", Colour.LIGHTGREY);
        };
    }

    /**
     * Writes both forms; existing files are replaced atomically.
     *
     * @throws IOException if a file cannot be written
     */
    public static void write(RunLog log, Summary summary, Path svg, Path json) throws IOException {
        Badge badge = of(log, summary);
        ReportFile.replace(svg, badge.svg());
        ReportFile.replace(json, badge.json());
    }

    String svg() {
        int left = width(LABEL);
        int right = width(message);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%4$s: %5$s">
                  <title>%4$s: %5$s</title>
                  <rect width="%1$d" height="20" rx="3" fill="%6$s"/>
                  <path d="M%2$d 0H3a3 3 0 0 0-3 3v14a3 3 0 0 0 3 3h%3$d z" fill="#555"/>
                  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
                    <text x="%7$d" y="14" textLength="%8$d">%4$s</text>
                    <text x="%9$d" y="14" textLength="%10$d">%5$s</text>
                  </g>
                </svg>
                """
                .formatted(
                        left + right,
                        left,
                        left - 3,
                        LABEL,
                        message,
                        colour.code,
                        left / 2,
                        left - MARGIN,
                        left + right / 2,
                        right - MARGIN);
    }

    private static int width(String text) {
        return (int) Math.round(text.length() * LETTER) + MARGIN;
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schemaVersion", 1);
        json.put("label", LABEL);
        json.put("message", message);
        json.put("color", colour.name().toLowerCase(Locale.ROOT));
        try {
            return new ObjectMapper().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values is always JSON", e);
        }
    }
}
