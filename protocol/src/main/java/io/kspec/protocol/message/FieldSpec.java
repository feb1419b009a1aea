package io.kspec.protocol.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One field of a structure at one version of its message. */
public final class FieldSpec {
    /** The tag of fields that are not tagged. */
    public static final int UNTAGGED = -1;

    /**
     * The properties of a field that are the same at every version.
     *
     * @param name Kafka's name: {@code ThrottleTimeMs}
     * @param mapKey whether the field is part of the key that identifies an array's entries
     * @param entityType the kind of entity that the value names, such as {@code topicName}; empty if the definition
     *     does not specify it
     */
    public record Description(String name, boolean mapKey, String entityType) {}

    private final String name;
    private final FieldType type;
    private final FieldKind kind;
    private final @Nullable FieldKind entryKind;
    private final @Nullable StructSpec struct;
    private final int minimumEntrySize;
    private final boolean nullable;
    private final boolean compact;
    private final int tag;
    private final boolean mapKey;
    private final String entityType;
    private final @Nullable Object defaultValue;
    private final int slot;

    public FieldSpec(
            Description description,
            FieldType type,
            boolean nullable,
            boolean compact,
            int tag,
            @Nullable Object defaultValue,
            int slot) {
        this.name = description.name();
        this.type = type;
        this.kind = type.kind();
        this.nullable = nullable;
        this.compact = compact;
        this.tag = tag;
        this.mapKey = description.mapKey();
        this.entityType = description.entityType();
        this.defaultValue = defaultValue;
        this.slot = slot;
        FieldType entry = type.element();
        this.entryKind = entry == null ? null : entry.kind();
        this.struct = entry == null ? type.struct() : entry.struct();
        this.minimumEntrySize = entry == null ? 0 : minimumEntrySize(entry);
    }

    /** Kafka's name: {@code ThrottleTimeMs}. */
    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    public FieldKind kind() {
        return kind;
    }

    /** Whether this version allows null. */
    public boolean nullable() {
        return nullable;
    }

    /** Whether lengths and counts are unsigned varints of the value plus one (KIP-482) rather than int16 and int32. */
    public boolean compact() {
        return compact;
    }

    /** The tag, 0 or more, or {@link #UNTAGGED}. */
    public int tag() {
        return tag;
    }

    public boolean isTagged() {
        return tag != UNTAGGED;
    }

    /** Whether the value is the code of an error, as of {@code ErrorCode} and {@code PartitionErrorCode}. */
    public boolean isErrorCode() {
        return kind() == FieldKind.INT16 && name.endsWith("ErrorCode");
    }

    /** Whether this field identifies its structure among its siblings. */
    public boolean mapKey() {
        return mapKey;
    }

    /** The kind of entity that the value names, such as {@code topicName} or {@code brokerId}; empty if unspecified. */
    public String entityType() {
        return entityType;
    }

    /**
     * The value of a field that is not set: a {@code Long} for numbers and booleans (the raw bits for float64), null,
     * or an empty string, {@code Bytes}, list or zero {@code UUID}. For structures it is always null; if the field is
     * not {@link #nullable()}, the default is the structure in which every field has its default.
     */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    /**
     * The position of the value in a {@link Message}: the first byte within its numbers, or the index within its
     * references. Fields that are always written come in wire order, before tagged ones.
     */
    public int slot() {
        return slot;
    }

    /** The minimum size of a valid value on the wire, if the field is written. */
    int minimumSize() {
        return switch (kind) {
            case STRUCT -> nullable ? 1 : type.structSpec().minimumSize();
            default -> minimumSize(kind);
        };
    }

    /**
     * The type of this array's entries.
     *
     * @throws NullPointerException if this is not an array
     */
    public FieldKind entryKind() {
        return Objects.requireNonNull(entryKind);
    }

    /**
     * The structure, or the structure of this array's entries.
     *
     * @throws NullPointerException if this is neither a structure nor an array of structures
     */
    public StructSpec structSpec() {
        return Objects.requireNonNull(struct);
    }

    /** The minimum size of an entry of this array on the wire, at least 1. */
    public int minimumEntrySize() {
        return minimumEntrySize;
    }

    private int minimumEntrySize(FieldType entry) {
        return entry.kind() == FieldKind.STRUCT
                ? Math.max(1, entry.structSpec().minimumSize())
                : minimumSize(entry.kind());
    }

    private int minimumSize(FieldKind of) {
        return switch (of) {
            case STRING -> compact ? 1 : 2;
            case BYTES, RECORDS, ARRAY -> compact ? 1 : 4;
            default -> of.fixedSize();
        };
    }

    /** {@code ThrottleTimeMs int32}. */
    @Override
    public String toString() {
        return name + " " + type;
    }
}
