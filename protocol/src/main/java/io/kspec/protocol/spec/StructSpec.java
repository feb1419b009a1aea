package io.kspec.protocol.spec;

import io.kspec.protocol.MessageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a structure at one version of the message that it is, or is a part of. */
public final class StructSpec {
    private final MessageId messageId;
    private final String name;
    private final boolean flexible;
    private final List<FieldSpec> fields;
    private final List<FieldSpec> taggedFields;
    private final Map<String, FieldSpec> byName;
    private final Set<String> namesInAnyVersion;
    private final Map<Integer, String> tagsOfOtherVersions;
    private final int numericSlots;
    private final int referenceSlots;
    private final int minimumSize;

    StructSpec(
            MessageId messageId,
            String name,
            boolean flexible,
            List<FieldSpec> fields,
            List<FieldSpec> taggedFields,
            Set<String> namesInAnyVersion,
            Map<Integer, String> tagsOfOtherVersions) {
        this.messageId = messageId;
        this.name = name;
        this.flexible = flexible;
        this.fields = List.copyOf(fields);
        this.taggedFields = List.copyOf(taggedFields);
        this.namesInAnyVersion = Set.copyOf(namesInAnyVersion);
        this.tagsOfOtherVersions = Map.copyOf(tagsOfOtherVersions);
        this.byName = new HashMap<>();
        int numeric = 0;
        int references = 0;
        for (List<FieldSpec> group : List.of(this.fields, this.taggedFields)) {
            for (FieldSpec field : group) {
                byName.put(field.name(), field);
                if (field.kind().isNumeric()) {
                    numeric++;
                } else {
                    references++;
                }
            }
        }
        this.numericSlots = numeric;
        this.referenceSlots = references;
        this.minimumSize = minimumSize(this.fields, flexible);
    }

    private static int minimumSize(List<FieldSpec> fields, boolean flexible) {
        int size = flexible ? 1 : 0;
        for (FieldSpec field : fields) {
            size += switch (field.kind()) {
                case STRING -> field.compact() ? 1 : 2;
                case BYTES, RECORDS, ARRAY -> field.compact() ? 1 : 4;
                case STRUCT -> field.nullable() ? 1 : field.type().structSpec().minimumSize;
                default -> field.kind().fixedSize();
            };
        }
        return size;
    }

    /** The message that this structure is, or is a part of. */
    public MessageId messageId() {
        return messageId;
    }

    /** The name in the definitions: {@code JoinGroupResponseMember}, or that of the whole message. */
    public String name() {
        return name;
    }

    /** Whether a buffer of tagged fields ends this structure (KIP-482). */
    public boolean flexible() {
        return flexible;
    }

    /** The fields that are always written, in their order on the wire. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** The known tagged fields, by rising tag. */
    public List<FieldSpec> taggedFields() {
        return taggedFields;
    }

    /** The field with a name, or null if this version has none. */
    public @Nullable FieldSpec find(String fieldName) {
        return byName.get(fieldName);
    }

    /** Whether this version has a field of that name. */
    public boolean has(String fieldName) {
        return byName.containsKey(fieldName);
    }

    /**
     * The field with a name.
     *
     * @throws IllegalArgumentException if this version has none; the message lists those it has
     */
    public FieldSpec field(String fieldName) {
        FieldSpec field = byName.get(fieldName);
        if (field == null) {
            throw new IllegalArgumentException(messageId + ", " + name + ": no field " + fieldName
                    + (isKnownInSomeVersion(fieldName) ? " at this version" : "") + "; expected one of "
                    + byName.keySet().stream().sorted().toList());
        }
        return field;
    }

    /** Whether some version of this structure has a field of that name, if perhaps not this one. */
    public boolean isKnownInSomeVersion(String fieldName) {
        return namesInAnyVersion.contains(fieldName);
    }

    /**
     * The names of the fields that have a tag at other versions of this structure but not at this one, by tag. Kafka
     * refuses such a tag, as it refuses no other that it does not know.
     */
    public Map<Integer, String> tagsOfOtherVersions() {
        return tagsOfOtherVersions;
    }

    /** How many fields hold numbers or booleans. */
    public int numericSlots() {
        return numericSlots;
    }

    /** How many fields hold anything else. */
    public int referenceSlots() {
        return referenceSlots;
    }

    /** The fewest bytes that this structure takes on the wire. */
    public int minimumSize() {
        return minimumSize;
    }

    @Override
    public String toString() {
        return messageId + (messageId.name().equals(name) ? "" : ", " + name);
    }
}
