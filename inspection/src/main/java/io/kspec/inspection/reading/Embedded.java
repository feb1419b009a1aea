package io.kspec.inspection.reading;

import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import java.util.List;
import java.util.Map;

/**
 * What the bytes of one field hold, seen as a format of its own.
 *
 * @param entries where its fields lie, in the offsets and paths of the whole
 * @param failures why it is not what it should be; empty if it is
 * @param notes sentences for a person, by the index of the entry that they are about
 */
record Embedded(List<LayoutEntry> entries, List<DecodeFailure> failures, Map<Integer, List<String>> notes) {
    Embedded {
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
        notes = Map.copyOf(notes);
    }

    /** An entry of a format of its own, moved to where it lies in the whole. */
    static LayoutEntry moved(LayoutEntry entry, String path, int by) {
        return new LayoutEntry(
                entry.message(),
                join(path, entry.path()),
                entry.field(),
                entry.role(),
                entry.start() + by,
                entry.end() + by,
                entry.value());
    }

    /**
     * A failure of a format of its own, moved to where it lies in the whole; what was decompressed first lies nowhere in
     * it, and keeps its offset.
     */
    static DecodeFailure moved(DecodeFailure failure, String path, int by) {
        return new DecodeFailure(
                failure.message(),
                join(path, failure.path()),
                isDecompressed(failure) ? failure.offset() : failure.offset() + by,
                failure.kind(),
                failure.expected(),
                failure.found());
    }

    /** Whether a failure's offset counts decompressed bytes. */
    static boolean isDecompressed(DecodeFailure failure) {
        return failure.path().contains(".Decompressed");
    }

    private static String join(String path, String inner) {
        return inner.isEmpty() ? path : path + "." + inner;
    }
}
