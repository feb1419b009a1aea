package io.kspec.protocol.message;

import org.jspecify.annotations.Nullable;

/** One field of a structure at one version of its message. */
public final class FieldSpec {
    /** The tag of a field that has none. */
    public static final int UNTAGGED = -1;

    /**
     * What a definition says of a field that is the same at every version.
     *
     * @param name Kafka's name: {@code ThrottleTimeMs}
     * @param mapKey whether the field is part of the key of an array's entries
     * @param ignorable whether versions without the field may drop its value
     * @param entityType what the value names, such as {@code topicName}; empty if the definition does not say
     * @param about the definition's own explanation
     */
    public record Description(String name, boolean mapKey, boolean ignorable, String entityType, String about) {}

    private final String name;
    private final FieldType type;
    private final FieldKind kind;
    private final boolean nullable;
    private final boolean compact;
    private final int tag;
    private final boolean mapKey;
    private final boolean ignorable;
    private final String entityType;
    private final String about;
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
        this.ignorable = description.ignorable();
        this.entityType = description.entityType();
        this.about = description.about();
        this.defaultValue = defaultValue;
        this.slot = slot;
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

    /** Whether null is allowed at this version. */
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

    /** Whether this field identifies its structure among its siblings. */
    public boolean mapKey() {
        return mapKey;
    }

    /** Whether a value may silently be dropped where a version lacks the field. */
    public boolean ignorable() {
        return ignorable;
    }

    /** What the value names, such as {@code topicName} or {@code brokerId}; empty if nothing in particular. */
    public String entityType() {
        return entityType;
    }

    /** What the definition says of it. */
    public String about() {
        return about;
    }

    /**
     * The value of a field that nobody set: a {@code Long} for numbers and booleans (the raw bits for float64), null,
     * or an empty string, {@code Bytes}, list or zero {@code UUID}. A structure's default is null, or the structure of
     * all defaults, for which null stands here if the field is not {@link #nullable()}.
     */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    /**
     * Where {@link io.kspec.protocol.message.Message} keeps the value: the byte among its numbers at which a number begins, or
     * the index among its references. Fields that are always written stand in the order of the wire, before tagged ones.
     */
    public int slot() {
        return slot;
    }

    /** The fewest bytes that this field takes, if it is written and is not null where it must not be. */
    int minimumSize() {
        return switch (kind) {
            case STRUCT -> nullable ? 1 : type.structSpec().minimumSize();
            default -> minimumSize(kind);
        };
    }

    /** The fewest bytes that an entry of this array takes, 1 or more. */
    public int minimumEntrySize() {
        FieldType element = type.elementType();
        return element.kind() == FieldKind.STRUCT
                ? Math.max(1, element.structSpec().minimumSize())
                : minimumSize(element.kind());
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
