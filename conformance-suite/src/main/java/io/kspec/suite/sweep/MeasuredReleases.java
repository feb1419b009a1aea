package io.kspec.suite.sweep;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Adds the Apache Kafka releases that the suite is calibrated on to the source of a check that was measured on them. */
final class MeasuredReleases {

    private static final String MEASURED = "measured on Apache Kafka";
    private static final List<String> RELEASES = read();

    private MeasuredReleases() {}

    /** Returns the source with the releases, as in {@code KIP-35; measured on Apache Kafka 3.9.2 and 4.3.1}. */
    static String in(String source) {
        return in(source, RELEASES);
    }

    static String in(String source, List<String> releases) {
        int last = releases.size() - 1;
        String list = last == 0
                ? releases.get(0)
                : String.join(", ", releases.subList(0, last)) + " and " + releases.get(last);
        return source.replace(MEASURED, MEASURED + " " + list);
    }

    private static List<String> read() {
        try (InputStream content = MeasuredReleases.class.getResourceAsStream("measured.properties")) {
            if (content == null) {
                throw new FileNotFoundException("expected measured.properties next to " + MeasuredReleases.class);
            }
            Properties properties = new Properties();
            properties.load(content);
            return List.of(properties.getProperty("releases").split(",", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
