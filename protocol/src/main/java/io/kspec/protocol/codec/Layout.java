package io.kspec.protocol.codec;

import java.util.List;
import java.util.Optional;

/**
 * The byte range of every field of a decoded input, in the order of the wire; a group stands before its parts. After a
 * failed decode it reaches up to the failure.
 *
 * @param entries the ranges
 */
public record Layout(List<LayoutEntry> entries) {
    public Layout {
        entries = List.copyOf(entries);
    }

    /** The entries of one field: its length and its value, or its count and its group. */
    public List<LayoutEntry> at(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).toList();
    }

    /** The entry of a field in a role. */
    public Optional<LayoutEntry> find(String path, LayoutRole role) {
        return entries.stream()
                .filter(entry -> entry.role() == role && entry.path().equals(path))
                .findFirst();
    }

    /** The smallest entry that has a byte. */
    public Optional<LayoutEntry> covering(int offset) {
        return entries.stream()
                .filter(entry -> entry.role() != LayoutRole.GROUP && entry.contains(offset))
                .findFirst();
    }

    /** The entries without groups: each byte lies in at most one of them. */
    public List<LayoutEntry> leaves() {
        return entries.stream()
                .filter(entry -> entry.role() != LayoutRole.GROUP)
                .toList();
    }
}
