package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Structures after a two-byte version of their own, as in group protocols and in the records that coordinators write. */
final class VersionedStructure {
    private static final String CONSUMER = "ConsumerProtocol";
    /** Higher numbers are no version. */
    private static final int NEWEST = 20;

    private VersionedStructure() {}

    /** Whether bytes start with a version of a structure, or with a newer one of which the start can be read. */
    static boolean hasVersion(String name, Bytes bytes) {
        return bytes.size() >= Short.BYTES
                && (Catalog.standard().dataVersions(name).contains(bytes.getShort(0)) || isNewer(name, bytes));
    }

    /**
     * Whether bytes start with a version that is newer than the definitions. Only what consumers tell each other is then read:
     * each version adds fields at the end, and members ignore those that they do not know (KIP-429).
     */
    static boolean isNewer(String name, Bytes bytes) {
        return name.startsWith(CONSUMER)
                && bytes.size() >= Short.BYTES
                && bytes.getShort(0) > Catalog.standard().dataVersions(name).highest()
                && bytes.getShort(0) <= NEWEST;
    }

    /**
     * Decodes a structure that starts with a version.
     *
     * @param path the path of the field that contains it, or an empty text
     * @param start where the bytes start in the whole message
     */
    static Embedded expand(String name, Bytes bytes, String path, int start) {
        boolean newer = isNewer(name, bytes);
        int known = newer ? Catalog.standard().dataVersions(name).highest() : bytes.getShort(0);
        MessageSpec spec = Catalog.standard().data(name, known);
        DecodeAttempt attempt = Codec.attempt(spec, bytes.slice(Short.BYTES));
        List<LayoutEntry> entries = new ArrayList<>();
        entries.add(new LayoutEntry(
                spec.id(),
                Embedded.join(path, "Version"),
                null,
                LayoutRole.VALUE,
                start,
                start + Short.BYTES,
                bytes.getShort(0)));
        attempt.layout().entries().stream()
                .filter(entry -> !entry.path().isEmpty())
                .forEach(entry -> entries.add(Embedded.moved(entry, path, start + Short.BYTES)));
        DecodeFailure failure = attempt.failure();
        List<DecodeFailure> failures = new ArrayList<>();
        if (newer && failure != null && failure.kind() == DecodeFailure.Kind.TRAILING_BYTES) {
            int at = Short.BYTES + failure.offset();
            entries.add(new LayoutEntry(
                    spec.id(),
                    Embedded.join(path, "FieldsOfV" + bytes.getShort(0)),
                    null,
                    LayoutRole.VALUE,
                    start + at,
                    start + bytes.size(),
                    bytes.slice(at)));
        } else if (failure != null) {
            failures.add(Embedded.moved(failure, path, start + Short.BYTES));
        }
        String note =
                "v" + bytes.getShort(0) + " is newer than v" + known + ", the last that kspec knows and reads here";
        return new Embedded(entries, failures, newer ? Map.of(0, List.of(note)) : Map.of());
    }
}
