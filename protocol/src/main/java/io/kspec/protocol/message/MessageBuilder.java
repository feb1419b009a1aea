package io.kspec.protocol.message;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.WireText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds one {@link Message}. Fields that are not set keep their values. */
public final class MessageBuilder {
    private final StructSpec spec;
    private final byte[] numbers;
    private final @Nullable Object[] references;
    private List<TaggedField> unknownTaggedFields = List.of();
    private long explicitDefaults;
    private boolean built;

    MessageBuilder(Message message) {
        this.spec = message.spec();
        this.numbers = message.numbers().clone();
        this.references = message.references().clone();
        TagBuffer tags = message.tags();
        if (tags != null) {
            this.unknownTaggedFields = tags.unknown();
            this.explicitDefaults = tags.explicitDefaults();
        }
    }

    public StructSpec spec() {
        return spec;
    }

    /** Whether this version has a field of that name. */
    public boolean has(String field) {
        return spec.has(field);
    }

    /**
     * Sets a field. Accepts any {@code Number} within the range of a numeric type, an {@link ErrorCode} for int16,
     * {@link Bytes}, {@code byte[]} or {@code ByteBuffer} for bytes, a {@link Message} for a structure, and a
     * {@code List} for an array. Mutable values are copied.
     *
     * @throws IllegalArgumentException if this version has no such field, or the value does not fit its type
     */
    public MessageBuilder set(String field, @Nullable Object value) {
        FieldSpec target = spec.field(field);
        if (target.kind().isNumeric()) {
            setNumber(target, numberOf(target, target.type(), value));
        } else {
            references[target.slot()] = referenceOf(target, target.type(), value, target.nullable());
        }
        return this;
    }

    /**
     * Sets a field if this version has it; does nothing if only other versions do.
     *
     * @throws IllegalArgumentException if no version has such a field, or the value does not fit
     */
    public MessageBuilder setIfPresent(String field, @Nullable Object value) {
        if (spec.has(field)) {
            return set(field, value);
        }
        if (!spec.isKnownInSomeVersion(field)) {
            spec.field(field);
        }
        return this;
    }

    /** Sets an array of structures, with one entry for each item. */
    public <T> MessageBuilder setEach(String field, Iterable<T> items, BiConsumer<MessageBuilder, T> fill) {
        StructSpec entry = spec.field(field).type().structSpec();
        List<Message> entries = new ArrayList<>();
        for (T item : items) {
            MessageBuilder builder = Message.builder(entry);
            fill.accept(builder, item);
            entries.add(builder.build());
        }
        return set(field, entries);
    }

    /** Appends an entry to an array of structures. */
    public MessageBuilder add(String field, Consumer<MessageBuilder> fill) {
        FieldSpec target = spec.field(field);
        MessageBuilder builder = Message.builder(target.type().structSpec());
        fill.accept(builder);
        Object[] before = references[target.slot()] instanceof Object[] entries ? entries : new Object[0];
        Object[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = builder.build();
        references[target.slot()] = after;
        return this;
    }

    /** Sets a structure. */
    public MessageBuilder setStruct(String field, Consumer<MessageBuilder> fill) {
        MessageBuilder builder = Message.builder(spec.field(field).type().structSpec());
        fill.accept(builder);
        return set(field, builder.build());
    }

    /**
     * Replaces the tagged fields that the definition does not have.
     *
     * @throws IllegalArgumentException if this version has no tagged fields, the tags are not in ascending order, or
     *     the definition has one of them
     */
    public MessageBuilder unknownTaggedFields(List<TaggedField> fields) {
        if (!fields.isEmpty() && !spec.flexible()) {
            throw new IllegalArgumentException(
                    spec + ": expected no tagged fields in a version that is not flexible, found " + fields.size());
        }
        int previous = -1;
        for (TaggedField field : fields) {
            int tag = field.tag();
            if (tag <= previous) {
                throw new IllegalArgumentException(spec + ": expected a tag above " + previous + ", found " + tag);
            }
            for (FieldSpec known : spec.taggedFields()) {
                if (known.tag() == tag) {
                    throw new IllegalArgumentException(
                            spec + ": expected an unknown tag, found " + tag + ", which is " + known.name());
                }
            }
            previous = tag;
        }
        unknownTaggedFields = List.copyOf(fields);
        return this;
    }

    /** Sets a numeric field: a boolean as 0 or 1, a float64 as its raw bits. For codecs; the value is not checked. */
    public void setNumber(FieldSpec field, long value) {
        field.kind().write(numbers, field.slot(), value);
    }

    /**
     * Sets a field that is not numeric, in the representation of {@link Message#references()}. For codecs; the value is
     * not checked.
     */
    public void setReference(FieldSpec field, @Nullable Object value) {
        references[field.slot()] = value;
    }

    /** Writes the i-th of {@link StructSpec#taggedFields()} even if it has its default value. */
    public MessageBuilder writeTaggedField(int taggedFieldIndex) {
        Objects.checkIndex(taggedFieldIndex, spec.taggedFields().size());
        explicitDefaults |= 1L << taggedFieldIndex;
        return this;
    }

    /** Builds the message.
     *
     * @throws IllegalStateException if this builder has already built a message
     */
    public Message build() {
        if (built) {
            throw new IllegalStateException("a builder can build only one message");
        }
        built = true;
        TagBuffer tags = unknownTaggedFields.isEmpty() && explicitDefaults == 0
                ? null
                : new TagBuffer(unknownTaggedFields, explicitDefaults);
        return new Message(spec, numbers, references, tags);
    }

    private long numberOf(FieldSpec field, FieldType type, @Nullable Object value) {
        FieldKind kind = type.kind();
        if (kind == FieldKind.BOOL && value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (kind == FieldKind.FLOAT64 && value instanceof Number number) {
            return Double.doubleToRawLongBits(number.doubleValue());
        }
        if (kind.isInteger()) {
            long number;
            if (value instanceof ErrorCode error) {
                number = error.code();
            } else if (value instanceof Long
                    || value instanceof Integer
                    || value instanceof Short
                    || value instanceof Byte) {
                number = ((Number) value).longValue();
            } else {
                throw misfit(field, type, value);
            }
            if (number >= kind.minimum() && number <= kind.maximum()) {
                return number;
            }
        }
        throw misfit(field, type, value);
    }

    private @Nullable Object referenceOf(FieldSpec field, FieldType type, @Nullable Object value, boolean nullable) {
        if (value == null) {
            if (nullable) {
                return null;
            }
            throw misfit(field, type, null);
        }
        Object accepted =
                switch (type.kind()) {
                    case STRING -> value instanceof String text ? textOf(field, text) : null;
                    case UUID -> value instanceof UUID ? value : null;
                    case BYTES, RECORDS -> bytesOf(value);
                    case STRUCT ->
                        value instanceof Message message && message.spec() == type.structSpec() ? value : null;
                    case ARRAY -> value instanceof List<?> entries ? arrayOf(field, type.elementType(), entries) : null;
                    default -> null;
                };
        if (accepted == null) {
            throw misfit(field, type, value);
        }
        return accepted;
    }

    private static String textOf(FieldSpec field, String text) {
        WireText.requireFit(field.name(), text);
        return text;
    }

    private static @Nullable Bytes bytesOf(Object value) {
        if (value instanceof byte[] array) {
            return Bytes.copyOf(array);
        }
        if (value instanceof ByteBuffer buffer) {
            return Bytes.copyOf(buffer);
        }
        return value instanceof Bytes bytes ? bytes : null;
    }

    /** The internal representation of an array. */
    private Object arrayOf(FieldSpec field, FieldType element, List<?> entries) {
        FieldKind kind = element.kind();
        if (kind.isNumeric()) {
            byte[] packed = new byte[entries.size() * kind.fixedSize()];
            for (int i = 0; i < entries.size(); i++) {
                kind.write(packed, i * kind.fixedSize(), numberOf(field, element, entries.get(i)));
            }
            return packed;
        }
        Object[] copy = new Object[entries.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = Objects.requireNonNull(referenceOf(field, element, entries.get(i), false));
        }
        return copy;
    }

    private IllegalArgumentException misfit(FieldSpec field, FieldType type, @Nullable Object value) {
        String found = value == null
                ? "null"
                : value instanceof Message message
                        ? "a structure of " + message.spec()
                        : value.getClass().getSimpleName() + " " + value;
        return new IllegalArgumentException(spec + ", " + field.name() + ": expected " + type
                + (field.nullable() ? " or null" : "") + ", found " + found);
    }
}
