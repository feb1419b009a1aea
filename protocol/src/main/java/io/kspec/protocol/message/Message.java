package io.kspec.protocol.message;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An immutable message, or a structure within one: the values of all fields of its {@link StructSpec}.
 *
 * <p>Fields have Kafka's own names ({@code ThrottleTimeMs}). A getter throws {@link IllegalArgumentException} if this
 * version has no such field, {@link NullPointerException} if the value is null and the getter is not for nullable
 * fields, and {@link ClassCastException} if the field has another type.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Message {
    private static final byte[] NO_NUMBERS = {};
    private static final Object[] NO_REFERENCES = {};

    private final StructSpec spec;
    /** The numbers and booleans, in big-endian order, each at the slot of its field. */
    private final byte[] numbers;
    /** The other values. Arrays of numbers are {@code byte[]}, all other arrays {@code Object[]}. */
    private final @Nullable Object[] references;

    private final @Nullable TagBuffer tags;

    Message(StructSpec spec, byte[] numbers, @Nullable Object[] references, @Nullable TagBuffer tags) {
        this.spec = spec;
        this.numbers = numbers;
        this.references = references;
        this.tags = tags == null ? null : normalized(tags);
    }

    private @Nullable TagBuffer normalized(TagBuffer of) {
        return of.without(this::isDefault, spec.taggedFields());
    }

    /**
     * Creates a message from its internal representation, without checks, for codecs. The caller must not modify the
     * arrays afterwards.
     *
     * @param numbers as {@link #numbers()} returns them
     * @param references as {@link #references()} returns them
     * @param tags the unknown tagged fields and explicit defaults, or null if there are none
     */
    public static Message of(StructSpec spec, byte[] numbers, @Nullable Object[] references, @Nullable TagBuffer tags) {
        return new Message(spec, numbers, references, tags);
    }

    /** Creates the message that {@link StructSpec#defaults} holds. */
    public static Message ofDefaults(StructSpec spec) {
        int numberBytes = 0;
        int referenceCount = 0;
        for (FieldSpec field : spec.allFields()) {
            if (field.kind().isNumeric()) {
                numberBytes += field.kind().fixedSize();
            } else {
                referenceCount++;
            }
        }
        byte[] numbers = numberBytes == 0 ? NO_NUMBERS : new byte[numberBytes];
        @Nullable Object[] references = referenceCount == 0 ? NO_REFERENCES : new @Nullable Object[referenceCount];
        for (FieldSpec field : spec.allFields()) {
            if (field.defaultValue() instanceof Long number) {
                field.kind().write(numbers, field.slot(), number);
            } else {
                references[field.slot()] = defaultReference(field);
            }
        }
        return new Message(spec, numbers, references, null);
    }

    private static @Nullable Object defaultReference(FieldSpec field) {
        if (field.kind() == FieldKind.STRUCT && !field.nullable()) {
            return field.type().structSpec().defaults();
        }
        if (field.defaultValue() instanceof List<?>) {
            return field.type().elementType().kind().isNumeric() ? NO_NUMBERS : NO_REFERENCES;
        }
        return field.defaultValue();
    }

    /** Creates a builder in which every field has its default. */
    public static MessageBuilder builder(MessageSpec spec) {
        return builder(spec.struct());
    }

    /** Creates a builder of a structure in which every field has its default. */
    public static MessageBuilder builder(StructSpec spec) {
        return spec.defaults().toBuilder();
    }

    /** The message in which every field has its default value. */
    public static Message defaults(StructSpec spec) {
        return spec.defaults();
    }

    /** Creates a builder with the values of this message. */
    public MessageBuilder toBuilder() {
        return new MessageBuilder(this);
    }

    /** Returns this message with one field changed; see {@link MessageBuilder#set}. */
    public Message with(String field, @Nullable Object value) {
        return toBuilder().set(field, value).build();
    }

    public StructSpec spec() {
        return spec;
    }

    /** The id of this message, or of the message that contains this structure. */
    public MessageId id() {
        return spec.messageId();
    }

    /** Whether this version has a field of the given name. */
    public boolean has(String field) {
        return spec.has(field);
    }

    /**
     * The value of a field: {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer} (also uint16), {@code Long}
     * (also uint32), {@code Double}, {@code UUID}, {@code String}, {@link Bytes}, {@code List}, {@code Message} or
     * null.
     */
    public @Nullable Object get(String field) {
        return get(spec.field(field));
    }

    /** The value of a field of this message's {@link #spec()}; see {@link #get(String)}. */
    public @Nullable Object get(FieldSpec field) {
        FieldKind kind = field.kind();
        if (kind.isNumeric()) {
            return kind.box(kind.read(numbers, field.slot()));
        }
        Object value = references[field.slot()];
        if (kind == FieldKind.ARRAY && value != null) {
            return value instanceof byte[] packed
                    ? new PackedNumbers(field.type().elementType().kind(), packed)
                    : Collections.unmodifiableList(Arrays.asList((Object[]) value));
        }
        return value;
    }

    /** The value of a numeric field: an integer, a boolean as 0 or 1, or the raw bits of a float64. */
    public long number(FieldSpec field) {
        return field.kind().read(numbers, field.slot());
    }

    /**
     * All numbers and booleans, in big-endian order, each at the slot of its field. For codecs, which must not modify
     * the array.
     */
    public byte[] numbers() {
        return numbers;
    }

    /**
     * All other values, each at the slot of its field: {@code UUID}, {@code String}, {@link Bytes}, {@code Message},
     * {@code byte[]} for an array of numbers, {@code Object[]} for any other array, or null. For codecs, which must not
     * modify the array.
     */
    public @Nullable Object[] references() {
        return references;
    }

    public boolean isNull(String field) {
        return get(field) == null;
    }

    public boolean getBoolean(String field) {
        return number(field, FieldKind.BOOL) != 0;
    }

    /** The value of an integer field of at most 16 bits. */
    public short getShort(String field) {
        return (short) checked(field, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** The value of an integer field of at most 32 bits. */
    public int getInt(String field) {
        return (int) checked(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The value of an integer field of any width. */
    public long getLong(String field) {
        return checked(field, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The value of a float64 field. */
    public double getDouble(String field) {
        return Double.longBitsToDouble(number(field, FieldKind.FLOAT64));
    }

    public UUID getUuid(String field) {
        return nonNull(field, UUID.class);
    }

    public String getString(String field) {
        return nonNull(field, String.class);
    }

    public @Nullable String getNullableString(String field) {
        return (String) get(field);
    }

    /** The value of a bytes or records field. */
    public Bytes getBytes(String field) {
        return nonNull(field, Bytes.class);
    }

    /** The value of a bytes or records field. */
    public @Nullable Bytes getNullableBytes(String field) {
        return (Bytes) get(field);
    }

    /** The value of a structure field. */
    public Message getStruct(String field) {
        return nonNull(field, Message.class);
    }

    /** The entries of an array of structures; empty if the array is null. */
    public List<Message> getStructs(String field) {
        return getList(field, Message.class);
    }

    /** The entries of an array of strings; empty if the array is null. */
    public List<String> getStrings(String field) {
        return getList(field, String.class);
    }

    /** The entries of an array of int32; empty if the array is null. */
    public List<Integer> getInts(String field) {
        return getList(field, Integer.class);
    }

    /** The entries of an array, which must have the given type; empty if the array is null. */
    @SuppressWarnings("unchecked")
    public <T> List<T> getList(String field, Class<T> entryType) {
        List<?> entries = (List<?>) get(field);
        if (entries == null) {
            return List.of();
        }
        if (!entries.isEmpty() && !entryType.isInstance(entries.get(0))) {
            throw wrongType(field);
        }
        return (List<T>) entries;
    }

    /** The tagged fields that the definition of this version does not have, in ascending order of their tags. */
    public List<TaggedField> unknownTaggedFields() {
        return tags == null ? List.of() : tags.unknown();
    }

    /** Whether there are no tagged fields, neither unknown ones nor any that this version defines. */
    public boolean hasNoTaggedFields() {
        return tags == null && !spec.hasTaggedFields();
    }

    /** Whether the i-th of {@link StructSpec#taggedFields()} is written. */
    public boolean isWritten(int taggedFieldIndex) {
        return (tags != null && tags.isExplicit(taggedFieldIndex))
                || !isDefault(spec.taggedFields().get(taggedFieldIndex));
    }

    private boolean isDefault(FieldSpec field) {
        Message defaults = spec.defaults();
        int slot = field.slot();
        if (field.kind().isNumeric()) {
            int end = slot + field.kind().fixedSize();
            return Arrays.equals(numbers, slot, end, defaults.numbers, slot, end);
        }
        return Objects.deepEquals(references[slot], defaults.references[slot]);
    }

    @Nullable TagBuffer tags() {
        return tags;
    }

    private long checked(String name, long minimum, long maximum) {
        FieldSpec field = spec.field(name);
        FieldKind kind = field.kind();
        if (!kind.isInteger() || kind.minimum() < minimum || kind.maximum() > maximum) {
            throw wrongType(name);
        }
        return number(field);
    }

    private long number(String field, FieldKind kind) {
        FieldSpec found = spec.field(field);
        if (found.kind() != kind) {
            throw wrongType(field);
        }
        return number(found);
    }

    private ClassCastException wrongType(String name) {
        return new ClassCastException(spec + ": " + spec.field(name) + " does not have the requested type");
    }

    private <T> T nonNull(String field, Class<T> type) {
        return Objects.requireNonNull(type.cast(get(field)), () -> spec + ", " + field + ": null");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that
                && spec == that.spec
                && Arrays.equals(numbers, that.numbers)
                && Arrays.deepEquals(references, that.references)
                && Objects.equals(tags, that.tags);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers) + Arrays.deepHashCode(references);
    }

    /** The name of the message, and its fields with their values. */
    @Override
    public String toString() {
        return spec.name() + MessageTree.of(this);
    }
}
