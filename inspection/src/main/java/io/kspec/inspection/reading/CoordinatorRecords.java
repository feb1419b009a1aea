package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of the records that coordinators write to {@code __consumer_offsets}, {@code __transaction_state} and
 * {@code __share_group_state}: the key says what its record is.
 */
final class CoordinatorRecords {
    private static final String KEY = "Key";
    private static final String VALUE = "Value";

    private CoordinatorRecords() {}

    /** The fields of records, with those inside each key and value that both decode, or whose value is null. */
    static Embedded expand(List<LayoutEntry> entries) {
        Map<String, LayoutEntry> contents = new HashMap<>();
        for (LayoutEntry entry : entries) {
            if (entry.role() == LayoutRole.VALUE && entry.value() instanceof Bytes) {
                contents.put(entry.path(), entry);
            }
        }
        Map<String, Piece> pieces = new HashMap<>();
        contents.values().stream()
                .filter(entry -> entry.path().endsWith("." + KEY))
                .forEach(key -> add(key, contents.get(sibling(key.path())), pieces));
        List<LayoutEntry> expanded = new ArrayList<>();
        Map<Integer, List<String>> notes = new HashMap<>();
        for (LayoutEntry entry : entries) {
            Piece piece = entry.role() == LayoutRole.VALUE ? pieces.get(entry.path()) : null;
            if (piece == null) {
                expanded.add(entry);
            } else {
                notes.put(expanded.size(), List.of(piece.title()));
                expanded.add(Embedded.group(entry));
                piece.entries().forEach(inner -> expanded.add(Embedded.moved(inner, entry.path(), entry.start())));
            }
        }
        return new Embedded(expanded, List.of(), notes);
    }

    private static String sibling(String key) {
        return key.substring(0, key.length() - KEY.length()) + VALUE;
    }

    private static void add(LayoutEntry key, @Nullable LayoutEntry value, Map<String, Piece> pieces) {
        for (Piece piece : StructureFinder.keys(bytes(key))) {
            if (value == null) {
                pieces.put(key.path(), piece);
                return;
            }
            Optional<Piece> content = StructureFinder.valueOf(piece, bytes(value));
            if (content.isPresent()) {
                pieces.put(key.path(), piece);
                pieces.put(value.path(), content.get());
                return;
            }
        }
    }

    private static Bytes bytes(LayoutEntry entry) {
        return entry.value() instanceof Bytes bytes ? bytes : Bytes.EMPTY;
    }
}
