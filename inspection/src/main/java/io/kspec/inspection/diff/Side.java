package io.kspec.inspection.diff;

import io.kspec.inspection.reading.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two messages that are compared.
 *
 * @param reading the message
 * @param roots its header, if it has one, and its body, as far as they make sense
 * @param stop from where on they make none; null if all of it does
 */
public record Side(Reading reading, List<Part> roots, @Nullable Stop stop) {
    public Side {
        roots = List.copyOf(roots);
    }

    static Side of(Reading reading) {
        Stop stop = Stop.of(reading).orElse(null);
        int limit = stop == null ? Integer.MAX_VALUE : stop.start();
        return new Side(reading, PartReader.roots(reading, limit), stop);
    }

    /** Whether reading stopped within a structure or array. */
    boolean stopsWithin(Part part) {
        return stop != null
                && (part.path().isEmpty()
                        || stop.path().equals(part.path())
                        || stop.path().startsWith(part.path() + ".")
                        || stop.path().startsWith(part.path() + "["));
    }
}
