package io.kspec.inspection.reading;

import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.List;
import java.util.Map;

/**
 * The content of one field, decoded as a format of its own.
 *
 * @param entries the places of its fields, with offsets and paths in the whole message
 * @param failures why it does not decode; empty if it does
 * @param notes sentences for humans, by the index of the entry they are about
 */
record Embedded(List<LayoutEntry> entries, List<DecodeFailure> failures, Map<Integer, List<String>> notes) {
    Embedded {
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
        notes = Map.copyOf(notes);
    }

    /** The field itself, as the group of what is embedded in it. */
    static LayoutEntry group(LayoutEntry field) {
        return new LayoutEntry(
                field.message(), field.path(), field.field(), LayoutRole.GROUP, field.start(), field.end(), null);
    }

    /** An entry of the embedded format, moved to its place in the whole message. */
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
     * A failure in the embedded format, moved to its place in the whole message; one in decompressed bytes has no place
     * there, and keeps its offset.
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

    static String join(String path, String inner) {
        return inner.isEmpty() || path.isEmpty() ? path + inner : path + "." + inner;
    }
}
