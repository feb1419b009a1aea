package io.kspec.protocol.codec;

import java.util.List;
import java.util.Optional;

/**
 * The byte ranges of the fields of a decoded input, in wire order, with groups before their parts. If decoding failed,
 * the layout ends at the failure.
 *
 * @param entries the ranges
 */
public record Layout(List<LayoutEntry> entries) {
    public Layout {
        entries = List.copyOf(entries);
    }

    /** The entries of the field at the given path: its length and value, or its count and group. */
    public List<LayoutEntry> at(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).toList();
    }

    /** The entry of the field at the given path with the given role. */
    public Optional<LayoutEntry> find(String path, LayoutRole role) {
        return entries.stream()
                .filter(entry -> entry.role() == role && entry.path().equals(path))
                .findFirst();
    }

    /** The entries except groups: each byte is in at most one of them. */
    public List<LayoutEntry> leaves() {
        return entries.stream()
                .filter(entry -> entry.role() != LayoutRole.GROUP)
                .toList();
    }
}
