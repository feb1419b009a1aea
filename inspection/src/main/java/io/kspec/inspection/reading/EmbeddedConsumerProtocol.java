package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The subscriptions and assignments of consumers, which the group APIs carry as opaque bytes: a two-byte version, followed
 * by {@code ConsumerProtocolSubscription} or {@code ConsumerProtocolAssignment}.
 */
final class EmbeddedConsumerProtocol {
    private static final Set<String> APIS = Set.of("JoinGroup", "SyncGroup", "DescribeGroups");
    private static final Map<String, String> STRUCTURES = Map.of(
            "Metadata", "ConsumerProtocolSubscription",
            "MemberMetadata", "ConsumerProtocolSubscription",
            "Assignment", "ConsumerProtocolAssignment",
            "MemberAssignment", "ConsumerProtocolAssignment");
    private static final String PROTOCOL_TYPE = "ProtocolType";
    private static final String CONSUMER = "consumer";

    private EmbeddedConsumerProtocol() {}

    /** Expands a field if it belongs to a consumer group; groups of other protocol types have other content. */
    static Optional<Embedded> expand(LayoutEntry field, Bytes bytes, List<LayoutEntry> all) {
        String structure = STRUCTURES.get(name(field.path()));
        if (structure == null
                || !APIS.contains(field.message().name())
                || field.field() == null
                || field.field().kind() != FieldKind.BYTES
                || bytes.size() < Short.BYTES) {
            return Optional.empty();
        }
        Optional<String> protocolType = protocolType(field.path(), all);
        if (protocolType
                .filter(type -> !type.isEmpty() && !type.equals(CONSUMER))
                .isPresent()) {
            return Optional.empty();
        }
        int version = bytes.getShort(0);
        if (!Catalog.standard().dataVersions(structure).contains(version)) {
            return Optional.empty();
        }
        Embedded expanded = expand(field, bytes, Catalog.standard().data(structure, version));
        boolean sure = protocolType.filter(CONSUMER::equals).isPresent();
        return expanded.failures().isEmpty() || sure ? Optional.of(expanded) : Optional.empty();
    }

    private static Embedded expand(LayoutEntry field, Bytes bytes, MessageSpec spec) {
        DecodeAttempt attempt = Codec.attempt(spec, bytes.slice(Short.BYTES));
        List<LayoutEntry> entries = new ArrayList<>();
        entries.add(new LayoutEntry(
                spec.id(),
                field.path() + ".Version",
                null,
                LayoutRole.VALUE,
                field.start(),
                field.start() + Short.BYTES,
                (short) spec.version()));
        attempt.layout().entries().stream()
                .filter(entry -> !entry.path().isEmpty())
                .forEach(entry -> entries.add(Embedded.moved(entry, field.path(), field.start() + Short.BYTES)));
        List<DecodeFailure> failures = attempt.succeeded()
                ? List.of()
                : List.of(Embedded.moved(attempt.requireFailure(), field.path(), field.start() + Short.BYTES));
        return new Embedded(entries, failures, Map.of());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The protocol type named in the message, or in the group that contains the field. */
    private static Optional<String> protocolType(String path, List<LayoutEntry> all) {
        return all.stream()
                .filter(entry -> entry.role() == LayoutRole.VALUE && entry.value() instanceof String)
                .filter(entry -> name(entry.path()).equals(PROTOCOL_TYPE))
                .filter(entry ->
                        path.startsWith(entry.path().substring(0, entry.path().length() - PROTOCOL_TYPE.length())))
                .map(entry -> (String) entry.value())
                .findFirst();
    }
}
