package io.kspec.inspection.diff;

import io.kspec.protocol.path.FieldPath;
import java.util.List;

/**
 * Fields to leave out of a comparison.
 *
 * @param names their names, or their paths with or without indexes: {@code CorrelationId}, {@code Topics.Partitions}
 */
public record IgnoredFields(List<String> names) {
    public IgnoredFields {
        names = List.copyOf(names);
    }

    /** Whether the field at the given path is to be left out. */
    boolean has(String path) {
        String plain = FieldPath.withoutSelectors(path);
        return names.stream().anyMatch(name -> path.equals(name) || plain.equals(name) || plain.endsWith("." + name));
    }
}
