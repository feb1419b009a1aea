package io.kspec.inspection.diff;

import java.util.List;

/**
 * Fields that are not to be compared.
 *
 * @param names their names, or their paths with or without indexes: {@code CorrelationId}, {@code Topics.Partitions}
 */
public record IgnoredFields(List<String> names) {
    public IgnoredFields {
        names = List.copyOf(names);
    }

    /** Whether the field at a path is one of them. */
    boolean has(String path) {
        String plain = path.replaceAll("\\[\\d+]", "");
        return names.stream().anyMatch(name -> path.equals(name) || plain.equals(name) || plain.endsWith("." + name));
    }
}
