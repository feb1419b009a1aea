package io.kspec.golden.comparison;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.RecordsLayout;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The values of a message by path, so that two messages can be compared field by field. Entries of arrays whose order
 * means nothing are named by what distinguishes them instead of by index: {@code ApiKeys[3].MaxVersion} is that of
 * Metadata.
 */
final class Leaves {
    /** The arrays that Kafka fills from maps, in any order, with the field that distinguishes their entries. */
    private static final Map<String, String> UNORDERED = Map.ofEntries(
            Map.entry("AddPartitionsToTxn.ResultsByPartition", "PartitionIndex"),
            Map.entry("ApiVersions.ApiKeys", "ApiKey"),
            Map.entry("ApiVersions.SupportedFeatures", "Name"),
            Map.entry("ApiVersions.FinalizedFeatures", "Name"),
            Map.entry("CreateTopics.Configs", "Name"),
            Map.entry("DescribeAcls.Resources", "ResourceName"),
            Map.entry("DescribeConfigs.Configs", "Name"),
            Map.entry("JoinGroup.Members", "MemberId"),
            Map.entry("ListGroups.Groups", "GroupId"),
            Map.entry("Metadata.Partitions", "PartitionIndex"),
            Map.entry("OffsetFetch.Partitions", "PartitionIndex"));

    /** The arrays of texts, such as that of SaslHandshake, that Kafka fills from sets, in any order. */
    private static final Set<String> SETS = Set.of("Mechanisms");

    private final BiFunction<String, Object, Object> replacement;
    private final Map<String, Object> values = new TreeMap<>();

    private Leaves(BiFunction<String, Object, Object> replacement) {
        this.replacement = replacement;
    }

    /**
     * The values of a message.
     *
     * @param replacement gives the value to compare instead of a field's own, from the name of the field and that value
     */
    static Map<String, Object> of(Message message, BiFunction<String, Object, Object> replacement) {
        Leaves leaves = new Leaves(replacement);
        leaves.add("", message);
        return leaves.values;
    }

    private void add(String prefix, Message message) {
        message.spec().fields().forEach(field -> add(prefix + field.name(), field, message.get(field)));
        for (int i = 0; i < message.spec().taggedFields().size(); i++) {
            FieldSpec field = message.spec().taggedFields().get(i);
            if (message.isWritten(i)) {
                add(prefix + field.name(), field, message.get(field));
            }
        }
        message.unknownTaggedFields()
                .forEach(field ->
                        values.put(prefix + "tag" + field.tag(), field.data().toHex()));
    }

    private void add(String path, FieldSpec field, @Nullable Object raw) {
        Object value = raw == null ? null : replacement.apply(field.name(), raw);
        if (value instanceof Message struct) {
            add(path + ".", struct);
        } else if (value instanceof List<?> entries) {
            addEntries(path, field, entries);
        } else if (value instanceof Bytes bytes && field.kind() == FieldKind.RECORDS) {
            addRecords(path, bytes);
        } else if (value instanceof UUID uuid) {
            values.put(path, KafkaUuid.format(uuid));
        } else {
            values.put(path, value == null ? Difference.NULL : value);
        }
    }

    private void addEntries(String path, FieldSpec field, List<?> given) {
        List<?> entries = SETS.contains(field.name())
                ? given.stream().map(String::valueOf).sorted().toList()
                : given;
        values.put(path + ".size", entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Message entry) {
                String key = UNORDERED.get(entry.id().name() + "." + field.name());
                Object name = key == null
                        ? Integer.valueOf(i)
                        : replacement.apply(key, Objects.requireNonNull(entry.get(key)));
                add(path + "[" + name + "].", entry);
            } else {
                values.put(path + "[" + i + "]", entries.get(i));
            }
        }
    }

    private void addRecords(String path, Bytes records) {
        values.put(path + ".bytes", records.size());
        RecordsLayout.of(records)
                .leaves()
                .forEach(
                        leaf -> values.put(path + "." + leaf.path() + "@" + leaf.role(), String.valueOf(leaf.value())));
    }
}
