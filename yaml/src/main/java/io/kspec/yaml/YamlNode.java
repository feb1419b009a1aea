package io.kspec.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML document, and where it begins. */
public sealed interface YamlNode {
    /** Where it begins. */
    Position at();

    /** What it is, as errors name it. */
    String describe();

    /**
     * A single value.
     *
     * @param text as it is written, without quotes
     * @param plain whether it stands without quotes, and may be a number, a boolean or null
     */
    record Scalar(Position at, String text, boolean plain) implements YamlNode {
        private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,19}");
        private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d+\\.\\d+([eE][-+]?\\d+)?");

        /** Whether it is written as null: nothing, {@code ~} or {@code null}. */
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /** The value of YAML 1.2's core schema: null, {@code Boolean}, {@code Long}, {@code Double} or {@code String}. */
        public @Nullable Object value() {
            if (isNull()) {
                return null;
            }
            if (plain && (text.equals("true") || text.equals("false"))) {
                return Boolean.valueOf(text);
            }
            if (plain && INTEGER.matcher(text).matches()) {
                try {
                    return Long.valueOf(text);
                } catch (NumberFormatException tooLarge) {
                    return text;
                }
            }
            return plain && DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
        }

        @Override
        public String describe() {
            return isNull() ? "nothing" : text;
        }
    }

    /** A list. */
    record Sequence(Position at, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file; a key that stands twice is there twice. */
    record Mapping(Position at, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The first value of a key. */
        public Optional<YamlNode> find(String key) {
            return entries.stream()
                    .filter(entry -> entry.name().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, YamlNode value) {
        public String name() {
            return key.text();
        }
    }
}
