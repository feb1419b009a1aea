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
    private VersionedStructure() {}

    /** Whether bytes start with a version of a structure. */
    static boolean hasVersion(String name, Bytes bytes) {
        return bytes.size() >= Short.BYTES
                && Catalog.standard().dataVersions(name).contains(bytes.getShort(0));
    }

    /**
     * Decodes a structure that starts with one of its versions.
     *
     * @param path the path of the field that contains it, or an empty text
     * @param start where the bytes start in the whole message
     */
    static Embedded expand(String name, Bytes bytes, String path, int start) {
        MessageSpec spec = Catalog.standard().data(name, bytes.getShort(0));
        DecodeAttempt attempt = Codec.attempt(spec, bytes.slice(Short.BYTES));
        List<LayoutEntry> entries = new ArrayList<>();
        entries.add(new LayoutEntry(
                spec.id(), Embedded.join(path, "Version"), null, LayoutRole.VALUE, start, start + Short.BYTES, (short)
                        spec.version()));
        attempt.layout().entries().stream()
                .filter(entry -> !entry.path().isEmpty())
                .forEach(entry -> entries.add(Embedded.moved(entry, path, start + Short.BYTES)));
        List<DecodeFailure> failures = attempt.succeeded()
                ? List.of()
                : List.of(Embedded.moved(attempt.requireFailure(), path, start + Short.BYTES));
        return new Embedded(entries, failures, Map.of());
    }
}
