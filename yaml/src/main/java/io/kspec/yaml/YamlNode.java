package io.kspec.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document, and where it begins. A node that an alias stands for begins where its anchor is. */
public sealed interface YamlNode {
    /** Where the node begins. */
    FilePosition at();

    /** What the node is, in the words of error messages. */
    String describe();

    /** The node without positions: maps by key, lists, and scalars as {@link Scalar#value()}. */
    @Nullable Object plain();

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param isPlain whether it is written without quotes, so that it may be a number, a boolean or null
     */
    record Scalar(FilePosition at, String text, boolean isPlain) implements YamlNode {
        /** Whether it is null in YAML: left out, {@code ~} or {@code null}. */
        public boolean isNull() {
            return isPlain && CoreSchema.isNull(text);
        }

        /**
         * The value in the core schema of YAML 1.2: null, {@code Boolean}, {@code Long}, {@code Double} or {@code String}. Whole
         * numbers that do not fit into 64 bits become {@code Double}.
         */
        public @Nullable Object value() {
            return isPlain ? CoreSchema.resolve(text) : text;
        }

        @Override
        public @Nullable Object plain() {
            return value();
        }

        @Override
        public String describe() {
            return isNull() ? "nothing" : text.isEmpty() ? "empty text" : Excerpt.of(text);
        }
    }

    /** A list. */
    record Sequence(FilePosition at, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public @Nullable Object plain() {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(item.plain()));
            return Collections.unmodifiableList(plain);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Values by key, each key once, in the order of the file. */
    record Mapping(FilePosition at, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value of a key. */
        public Optional<YamlNode> find(String key) {
            return entries.stream()
                    .filter(entry -> entry.name().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public @Nullable Object plain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            entries.forEach(entry -> plain.put(entry.name(), entry.value().plain()));
            return Collections.unmodifiableMap(plain);
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
