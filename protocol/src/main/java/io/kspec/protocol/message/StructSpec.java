package io.kspec.protocol.message;

import io.kspec.protocol.MessageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a message, or of a structure within one, at one version. */
public final class StructSpec {
    private static final byte[] NO_NUMBERS = {};
    private static final @Nullable Object[] NO_REFERENCES = {};

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
    private final boolean tagged;
    private final int numberBytes;
    private final int referenceCount;

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
        this.tagged = !taggedFields.isEmpty();
        this.numberBytes = defaults.numbers().length;
        this.referenceCount = defaults.references().length;
    }

    /** The message that this structure belongs to. */
    public MessageId messageId() {
        return messageId;
    }

    /** The name in the definitions, such as {@code JoinGroupResponseMember}. */
    public String name() {
        return name;
    }

    /** Whether this structure ends with tagged fields (KIP-482). */
    public boolean flexible() {
        return flexible;
    }

    /** The fields that are always written, in wire order. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** {@link #fields()} followed by {@link #taggedFields()}. */
    public List<FieldSpec> allFields() {
        return allFields;
    }

    /** The tagged fields of this version, in ascending order of their tags. */
    public List<FieldSpec> taggedFields() {
        return taggedFields;
    }

    /** Whether this version has tagged fields. */
    public boolean hasTaggedFields() {
        return tagged;
    }

    /** The index in {@link #taggedFields()} of the field with the given tag, or -1 if this version has none. */
    public int indexOfTag(int tag) {
        for (int i = 0; i < taggedFields.size(); i++) {
            if (taggedFields.get(i).tag() == tag) {
                return i;
            }
        }
        return -1;
    }

    /** The field of the given name, or null if this version has none. */
    public @Nullable FieldSpec find(String fieldName) {
        return byName.get(fieldName);
    }

    /** Whether this version has a field of the given name. */
    public boolean has(String fieldName) {
        return byName.containsKey(fieldName);
    }

    /** The field of the given name.
     *
     * @throws IllegalArgumentException if this version has none; the message lists the fields that it has
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

    /** Whether any version of this structure has a field of the given name. */
    public boolean isKnownInSomeVersion(String fieldName) {
        return namesInAnyVersion.contains(fieldName);
    }

    /**
     * The names, by tag, of fields that are tagged at other versions of this structure but not at this one. Kafka
     * rejects these tags, while it accepts other unknown ones.
     */
    public Map<Integer, String> tagsOfOtherVersions() {
        return tagsOfOtherVersions;
    }

    /** The number of stretches of {@link #fields()}. */
    public int stretchCount() {
        return stretches.length;
    }

    /** The stretch of {@link #fields()} at the given index, in wire order. */
    public Stretch stretch(int index) {
        return stretches[index];
    }

    /** The message in which every field has its default value. */
    public Message defaults() {
        return defaults;
    }

    /** An array for the numbers of a message that is being decoded. The numbers of tagged fields have their defaults. */
    public byte[] newNumbers() {
        if (tagged) {
            return defaults.numbers().clone();
        }
        return numberBytes == 0 ? NO_NUMBERS : new byte[numberBytes];
    }

    /** An array for the other values of a message that is being decoded. Those of tagged fields are their defaults. */
    public @Nullable Object[] newReferences() {
        if (tagged) {
            return defaults.references().clone();
        }
        return referenceCount == 0 ? NO_REFERENCES : new @Nullable Object[referenceCount];
    }

    /** The minimum size of this structure on the wire. */
    public int minimumSize() {
        return minimumSize;
    }

    @Override
    public String toString() {
        return messageId + (messageId.name().equals(name) ? "" : ", " + name);
    }
}
