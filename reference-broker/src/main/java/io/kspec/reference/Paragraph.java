package io.kspec.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the form {@code name: value} without an empty line between them. An indented line continues the value above it;
 * {@code #} begins a comment line.
 *
 * @param line the number of the first line, from 1
 * @param values the values by name, in the order of the lines
 */
record Paragraph(int line, Map<String, String> values) {

    static List<Paragraph> read(String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        Paragraph current = null;
        String name = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank()) {
                current = null;
                continue;
            }
            if (current == null) {
                current = new Paragraph(number, new LinkedHashMap<>());
                paragraphs.add(current);
                name = null;
            }
            name = current.add(number, line, name);
        }
        return paragraphs;
    }

    /** Adds a line; returns the name that an indented next line continues. */
    private String add(int number, String line, @Nullable String previous) {
        if (line.startsWith(" ") && previous != null) {
            values.merge(previous, line.strip(), (start, rest) -> start + " " + rest);
            return previous;
        }
        int colon = line.indexOf(": ");
        String name = colon < 0 ? "" : line.substring(0, colon);
        if (name.isBlank() || line.startsWith(" ")) {
            throw new IllegalArgumentException("line " + number + ": expected \"name: value\", found \"" + line + "\"");
        }
        if (values.put(name, line.substring(colon + 2).strip()) != null) {
            throw new IllegalArgumentException("line " + number + ": " + name + " is given twice in this paragraph");
        }
        return name;
    }

    /** The name on the first line, which says what the paragraph declares. */
    String kind() {
        return values.keySet().iterator().next();
    }

    /** Refuses names other than those given. */
    void allow(String... names) {
        Set<String> allowed = Set.of(names);
        for (String name : values.keySet()) {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException("line " + line + ", paragraph " + kind() + ": expected one of "
                        + List.of(names) + ", found " + name);
            }
        }
    }

    /** Returns a value that must be there. */
    String require(String name) {
        return require(name, Function.identity());
    }

    /** Returns a value that must be there and that a function can read. */
    <T> T require(String name, Function<String, T> reader) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("line " + line + ", paragraph " + kind() + ": expected " + name);
        }
        try {
            return Objects.requireNonNull(reader.apply(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + line + ", paragraph " + kind() + ", " + name + ": " + e.getMessage() + ", found \""
                            + value + "\"",
                    e);
        }
    }

    @Nullable String find(String name) {
        return values.get(name);
    }
}
