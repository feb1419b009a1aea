package io.kspec.protocol;

import io.kspec.protocol.spec.FieldKind;
import io.kspec.protocol.spec.FieldSpec;
import io.kspec.protocol.spec.MessageSpec;
import io.kspec.protocol.spec.StructSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An immutable message, or a structure within one: the value of every field that its {@link StructSpec} has.
 *
 * <p>Fields go by Kafka's own names ({@code ThrottleTimeMs}). A getter throws {@link IllegalArgumentException} for a
 * name that this version does not have, {@link NullPointerException} where it cannot give null and the value is, and
 * {@link ClassCastException} where the field has another type.
 */
public final class Message {
    private final StructSpec spec;
    private final long[] numbers;
    private final @Nullable Object[] references;
    private final List<TaggedField> unknownTaggedFields;
    /** Bit i: the i-th tagged field stood on the wire although it has its default value. */
    private final long explicitDefaults;

    Message(
            StructSpec spec,
            long[] numbers,
            @Nullable Object[] references,
            List<TaggedField> unknownTaggedFields,
            long explicitDefaults) {
        this.spec = spec;
        this.numbers = numbers;
        this.references = references;
        this.unknownTaggedFields = unknownTaggedFields;
        this.explicitDefaults = explicitDefaults == 0 ? 0 : onlyDefaults(explicitDefaults);
    }

    /** A field whose value is not the default is written anyhow: its bit says nothing, and must not tell equals apart. */
    private long onlyDefaults(long written) {
        long defaults = written;
        for (int i = 0; i < spec.taggedFields().size(); i++) {
            if (!isDefault(spec.taggedFields().get(i))) {
                defaults &= ~(1L << i);
            }
        }
        return defaults;
    }

    /** A builder that starts from the defaults. */
    public static MessageBuilder builder(MessageSpec spec) {
        return new MessageBuilder(spec.struct());
    }

    /** A builder of a structure that starts from the defaults. */
    public static MessageBuilder builder(StructSpec spec) {
        return new MessageBuilder(spec);
    }

    /** The message in which every field has its default. */
    public static Message defaults(StructSpec spec) {
        return new MessageBuilder(spec).build();
    }

    /** A builder that starts from this message. */
    public MessageBuilder toBuilder() {
        return new MessageBuilder(this);
    }

    /** This message with one field changed; see {@link MessageBuilder#set}. */
    public Message with(String field, @Nullable Object value) {
        return toBuilder().set(field, value).build();
    }

    public StructSpec spec() {
        return spec;
    }

    /** Which message this is, or is a part of. */
    public MessageId id() {
        return spec.messageId();
    }

    /** Whether this version has a field of that name. */
    public boolean has(String field) {
        return spec.has(field);
    }

    /**
     * A field's value: {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer} (also uint16), {@code Long} (also
     * uint32), {@code Double}, {@code UUID}, {@code String}, {@link Bytes}, {@code List}, {@code Message} or null.
     */
    public @Nullable Object get(String field) {
        return get(spec.field(field));
    }

    /** As {@link #get(String)}, for a field of this message's own structure. */
    public @Nullable Object get(FieldSpec field) {
        return field.kind().isNumeric() ? field.kind().box(numbers[field.slot()]) : references[field.slot()];
    }

    /** A number or boolean as {@link MessageBuilder#setNumber} takes it; for codecs. */
    public long number(FieldSpec field) {
        return numbers[field.slot()];
    }

    /** The value of a field that is neither number nor boolean; for codecs. */
    public @Nullable Object reference(FieldSpec field) {
        return references[field.slot()];
    }

    public boolean isNull(String field) {
        return get(field) == null;
    }

    public boolean getBoolean(String field) {
        return numbers[slot(field, FieldKind.BOOL)] != 0;
    }

    /** A whole number of at most 16 bits. */
    public short getShort(String field) {
        return (short) checked(field, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** A whole number of at most 32 bits. */
    public int getInt(String field) {
        return (int) checked(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A whole number of any width. */
    public long getLong(String field) {
        return checked(field, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A float64. */
    public double getDouble(String field) {
        return Double.longBitsToDouble(numbers[slot(field, FieldKind.FLOAT64)]);
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

    /** Bytes or records. */
    public Bytes getBytes(String field) {
        return nonNull(field, Bytes.class);
    }

    /** Bytes or records. */
    public @Nullable Bytes getNullableBytes(String field) {
        return (Bytes) get(field);
    }

    /** A structure. */
    public Message getStruct(String field) {
        return nonNull(field, Message.class);
    }

    /** The structures of an array; empty where the array is null. */
    public List<Message> getStructs(String field) {
        return getList(field, Message.class);
    }

    /** The strings of an array; empty where the array is null. */
    public List<String> getStrings(String field) {
        return getList(field, String.class);
    }

    /** The numbers of an int32 array; empty where the array is null. */
    public List<Integer> getInts(String field) {
        return getList(field, Integer.class);
    }

    /** The entries of an array, which must be of a type; empty where the array is null. */
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

    /** The tagged fields that this version's definition does not know, by rising tag. */
    public List<TaggedField> unknownTaggedFields() {
        return unknownTaggedFields;
    }

    /** Whether a tagged field, the i-th of {@link StructSpec#taggedFields()}, is written. */
    public boolean isWritten(int taggedFieldIndex) {
        FieldSpec field = spec.taggedFields().get(taggedFieldIndex);
        return (explicitDefaults & (1L << taggedFieldIndex)) != 0 || !isDefault(field);
    }

    private boolean isDefault(FieldSpec field) {
        if (field.kind().isNumeric()) {
            return Objects.equals(field.defaultValue(), numbers[field.slot()]);
        }
        Object value = references[field.slot()];
        if (field.kind() == FieldKind.STRUCT && !field.nullable() && value != null) {
            return value.equals(defaults(field.type().structSpec()));
        }
        return Objects.equals(value, field.defaultValue());
    }

    long[] copyOfNumbers() {
        return numbers.clone();
    }

    @Nullable Object[] copyOfReferences() {
        return references.clone();
    }

    long explicitDefaults() {
        return explicitDefaults;
    }

    private long checked(String name, long minimum, long maximum) {
        FieldSpec field = spec.field(name);
        FieldKind kind = field.kind();
        if (!kind.isInteger() || kind.minimum() < minimum || kind.maximum() > maximum) {
            throw wrongType(name);
        }
        return numbers[field.slot()];
    }

    private int slot(String name, FieldKind kind) {
        FieldSpec field = spec.field(name);
        if (field.kind() != kind) {
            throw wrongType(name);
        }
        return field.slot();
    }

    private ClassCastException wrongType(String name) {
        return new ClassCastException(spec + ": " + spec.field(name) + " does not fit the type that was asked for");
    }

    private <T> T nonNull(String field, Class<T> type) {
        return Objects.requireNonNull(type.cast(get(field)), () -> spec + ", " + field + ": null");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message that
                && spec == that.spec
                && Arrays.equals(numbers, that.numbers)
                && Arrays.equals(references, that.references)
                && explicitDefaults == that.explicitDefaults
                && unknownTaggedFields.equals(that.unknownTaggedFields);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers) + Arrays.hashCode(references);
    }

    /** The message's name, and every field with its value. */
    @Override
    public String toString() {
        return spec.name() + MessageTree.of(this);
    }
}
