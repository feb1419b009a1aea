package io.kspec.protocol.message;

import io.kspec.protocol.MessageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a structure at one version of the message that it is, or is a part of. */
public final class StructSpec {
    private final MessageId messageId;
    private final String name;
    private final boolean flexible;
    private final List<FieldSpec> fields;
    private final List<FieldSpec> taggedFields;
    private final List<FieldSpec> allFields;
    private final Map<String, FieldSpec> byName;
    private final Set<String> namesInAnyVersion;
    private final Map<Integer, String> tagsOfOtherVersions;
    private final Stretch[] stretches;
    private final int minimumSize;
    private final Message defaults;

    public StructSpec(
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
        this.allFields = Stream.concat(fields.stream(), taggedFields.stream()).toList();
        allFields.forEach(field -> byName.put(field.name(), field));
        this.stretches = Stretch.of(fields).toArray(Stretch[]::new);
        this.minimumSize = (flexible ? 1 : 0)
                + fields.stream().mapToInt(FieldSpec::minimumSize).sum();
        this.defaults = Message.ofDefaults(this);
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

    /** Those of {@link #fields()}, then those of {@link #taggedFields()}. */
    public List<FieldSpec> allFields() {
        return allFields;
    }

    /** The known tagged fields, by rising tag. */
    public List<FieldSpec> taggedFields() {
        return taggedFields;
    }

    /** Where in {@link #taggedFields()} the field with a tag stands, or -1 if this version knows none. */
    public int indexOfTag(int tag) {
        for (int i = 0; i < taggedFields.size(); i++) {
            if (taggedFields.get(i).tag() == tag) {
                return i;
            }
        }
        return -1;
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

    /** How many stretches {@link #fields()} make. */
    public int stretchCount() {
        return stretches.length;
    }

    /** A stretch of {@link #fields()}, counted from 0 in the order of the wire. */
    public Stretch stretch(int index) {
        return stretches[index];
    }

    /** The message in which every field has its default. */
    public Message defaults() {
        return defaults;
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
