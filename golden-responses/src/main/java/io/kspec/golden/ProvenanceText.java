package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a provenance. It stands once per release, in {@link #FILE} next to the folders of the APIs.
 *
 * <pre>
 * kspec provenance 1
 * broker: Apache Kafka 4.3.1
 * origin: org.apache.kafka:kafka_2.13:4.3.1, …
 * captured: 2026-11-20
 * kspec: 0.1.0
 * config: group.initial.rebalance.delay.ms = 0
 * </pre>
 */
public final class ProvenanceText {
    /** The name of the file, in the folder of a release. */
    public static final String FILE = "provenance.txt";

    static final String FIRST_LINE = "kspec provenance 1";

    private static final Pattern CONFIG = Pattern.compile("(\\S+) =(?: (.*))?");

    private ProvenanceText() {}

    /**
     * Reads the provenance of a release.
     *
     * @param folder the folder of the release
     * @throws CaptureFormatException if the folder has no provenance, or a broken one
     */
    public static Provenance read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return read(file.toString(), Files.readString(file, UTF_8));
        } catch (NoSuchFileException e) {
            throw missing(file.toString());
        }
    }

    static CaptureFormatException missing(String file) {
        return new CaptureFormatException(file, 1, 1, "the provenance of the captures in this folder", "no such file");
    }

    /**
     * Reads a provenance.
     *
     * @param file the name of the file in error messages
     * @throws CaptureFormatException if the text is not a provenance
     */
    static Provenance read(String file, String text) {
        CaptureLines lines = new CaptureLines(file, text);
        lines.pass(FIRST_LINE);
        String broker = lines.presentValue("broker");
        String origin = lines.presentValue("origin");
        LocalDate captured = date(lines);
        String kspec = lines.presentValue("kspec");
        SortedMap<String, String> config = config(lines);
        if (!lines.atEnd()) {
            throw lines.failure(1, "a line that begins with \"config:\", or the end of the file", lines.here(1));
        }
        return new Provenance(broker, origin, captured, kspec, config);
    }

    private static LocalDate date(CaptureLines lines) {
        String text = lines.presentValue("captured");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw lines.failureBefore("captured", "a date such as 2026-11-20", text);
        }
    }

    private static SortedMap<String, String> config(CaptureLines lines) {
        SortedMap<String, String> config = new TreeMap<>();
        while (lines.startsWith("config:")) {
            String entry = lines.value("config");
            Matcher matcher = CONFIG.matcher(entry);
            if (!matcher.matches()) {
                throw lines.failureBefore("config", "a name, \" = \" and a value", entry);
            }
            String value = matcher.group(2);
            if (config.put(matcher.group(1), value == null ? "" : value) != null) {
                throw lines.failureBefore("config", "a name that was not given yet", entry);
            }
        }
        return config;
    }

    /**
     * Writes a provenance.
     *
     * @throws IllegalArgumentException if a value holds a line break
     */
    public static String write(Provenance provenance) {
        StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        EntryText.append("broker", provenance.broker(), out);
        EntryText.append("origin", provenance.origin(), out);
        EntryText.append("captured", provenance.captured().toString(), out);
        EntryText.append("kspec", provenance.kspec(), out);
        provenance
                .config()
                .forEach((name, value) ->
                        EntryText.append("config", value.isEmpty() ? name + " =" : name + " = " + value, out));
        return out.toString();
    }
}
