package io.kspec.diagnosis.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The names of the values in the texts of clients, in their order, as {@code reaction-values.txt} lists them. */
final class ReactionValueNames {
    private static final String FILE = "reaction-values.txt";

    private ReactionValueNames() {}

    static Map<String, List<String>> standard() {
        try (InputStream in = Objects.requireNonNull(ReactionValueNames.class.getResourceAsStream(FILE), FILE)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> read(String text) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                int bar = line.indexOf(" | ");
                names.put(
                        line.substring(bar + 3),
                        Arrays.stream(line.substring(0, bar).split(",", -1))
                                .map(String::strip)
                                .toList());
            }
        }
        return names;
    }
}
