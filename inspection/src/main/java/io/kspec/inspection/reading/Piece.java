package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import java.util.List;
import java.util.Map;

/**
 * Bytes that are no whole message: a structure that messages and records carry, or records themselves.
 *
 * @param title what they are, for humans: {@code ConsumerProtocolAssignment v1}
 * @param bytes the bytes
 * @param entries the place of every field
 * @param failures why they do not decode; empty if they do
 * @param notes sentences for humans, by the index of the entry they are about
 */
public record Piece(
        String title,
        Bytes bytes,
        List<LayoutEntry> entries,
        List<DecodeFailure> failures,
        Map<Integer, List<String>> notes)
        implements AnnotatedBytes {
    public Piece {
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
        notes = Map.copyOf(notes);
    }

    @Override
    public List<Finding> findings() {
        return failures.stream().map(Finding::within).toList();
    }

    /** Whether all bytes decode. */
    public boolean isSound() {
        return failures.isEmpty();
    }
}
