package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What members of a group tell each other in opaque bytes of the group APIs: the subscriptions and assignments of consumers,
 * and those of the workers of Kafka Connect. Both have a two-byte version in front.
 */
final class EmbeddedGroupProtocol {
    private static final Set<String> APIS = Set.of(
            "JoinGroup", "SyncGroup", "DescribeGroups", "GroupMetadataValue", "ConsumerGroupMemberMetadataValue");
    private static final Map<String, String> CONTENTS = Map.of(
            "Metadata", "Subscription",
            "MemberMetadata", "Subscription",
            "subscription", "Subscription",
            "Assignment", "Assignment",
            "MemberAssignment", "Assignment",
            "assignment", "Assignment");
    private static final String PROTOCOL_TYPE = "protocolType";
    private static final String CONSUMER = "consumer";
    private static final String CONNECT = "connect";

    /** A version and a count: fewer bytes are no structure. */
    private static final int FEWEST = 6;

    private EmbeddedGroupProtocol() {}

    /** Expands a field of a group of consumers or of Connect workers; groups of other protocol types have other content. */
    static Optional<Embedded> expand(LayoutEntry field, Bytes bytes, List<LayoutEntry> all) {
        String content = CONTENTS.get(name(field.path()));
        if (content == null
                || !APIS.contains(field.message().name())
                || field.field() == null
                || field.field().kind() != FieldKind.BYTES) {
            return Optional.empty();
        }
        String type = protocolType(field.path(), all).orElse("");
        if (!type.isEmpty() && !type.equals(CONSUMER) && !type.equals(CONNECT)) {
            return Optional.empty();
        }
        String structure = type.equals(CONNECT)
                ? "ConnectProtocol" + (content.equals("Subscription") ? "Metadata" : content)
                : "ConsumerProtocol" + content;
        if (!VersionedStructure.hasVersion(structure, bytes)) {
            return Optional.empty();
        }
        Embedded expanded = VersionedStructure.expand(structure, bytes, field.path(), field.start());
        boolean sure = type.equals(CONSUMER) && !VersionedStructure.isNewer(structure, bytes);
        return expanded.failures().isEmpty() || sure ? Optional.of(expanded) : Optional.empty();
    }

    /**
     * Whether a field starts as what consumers write and ends before it is whole, or after it: a sign that the field itself
     * was misread.
     */
    static boolean isBroken(LayoutEntry field, List<LayoutEntry> all) {
        String content = CONTENTS.get(name(field.path()));
        if (content == null
                || !APIS.contains(field.message().name())
                || field.role() != LayoutRole.VALUE
                || !(field.value() instanceof Bytes bytes)
                || bytes.size() < FEWEST
                || !CONSUMER.equals(protocolType(field.path(), all).orElse(CONSUMER))) {
            return false;
        }
        String structure = "ConsumerProtocol" + content;
        return VersionedStructure.hasVersion(structure, bytes)
                && !VersionedStructure.isNewer(structure, bytes)
                && !VersionedStructure.expand(structure, bytes, field.path(), field.start())
                        .failures()
                        .isEmpty();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The protocol type named in the message, or in the group that contains the field. */
    private static Optional<String> protocolType(String path, List<LayoutEntry> all) {
        return all.stream()
                .filter(entry -> entry.role() == LayoutRole.VALUE && entry.value() instanceof String)
                .filter(entry -> name(entry.path()).equalsIgnoreCase(PROTOCOL_TYPE))
                .filter(entry ->
                        path.startsWith(entry.path().substring(0, entry.path().length() - PROTOCOL_TYPE.length())))
                .map(entry -> (String) entry.value())
                .findFirst();
    }
}
