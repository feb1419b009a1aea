package io.kspec.protocol;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.message.TaggedField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Generates random messages of any structure. Every value that the definition allows can occur; the ends of ranges,
 * nulls, empty values and characters of one to four bytes occur often. The same seed generates the same messages.
 */
public final class RandomMessages {
    /** What tagged fields may contain, apart from known fields with a value other than the default. */
    public enum Tags {
        /** Tagged fields that the definition does not have. */
        UNKNOWN,
        /**
         * Known tagged fields that are written although they have their default, which Kafka reads but never writes.
         */
        EXPLICIT_DEFAULT
    }

    /** Characters of one to four bytes in UTF-8, including the first and last of each length. */
    private static final int[] CHARACTERS = {
        'a', '-', '7', 0, 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0x20ac, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    private static final double[] DOUBLES = {
        0.0, -0.0, 1.5, -1e300, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY
    };

    private final Random random;
    private final int largest;
    private final Set<Tags> tags;
    private int left;

    /**
     * Generates messages of up to a few hundred values.
     *
     * @param tags what tagged fields may contain
     */
    public RandomMessages(long seed, Tags... tags) {
        this(seed, 120, tags);
    }

    /**
     * Generates messages of the given size.
     *
     * @param values the approximate number of values in arrays after which all further arrays are empty, 0 or more
     */
    public RandomMessages(long seed, int values, Tags... tags) {
        this.random = new Random(seed);
        this.largest = values;
        this.tags = EnumSet.noneOf(Tags.class);
        this.tags.addAll(List.of(tags));
    }

    /** Generates the next message. */
    public Message next(MessageSpec spec) {
        left = largest;
        return struct(spec.struct());
    }

    private Message struct(StructSpec spec) {
        MessageBuilder builder = Message.builder(spec);
        for (FieldSpec field : spec.fields()) {
            builder.set(field.name(), value(field));
        }
        for (int i = 0; i < spec.taggedFields().size(); i++) {
            taggedField(builder, i);
        }
        if (spec.flexible() && tags.contains(Tags.UNKNOWN) && random.nextInt(4) == 0) {
            builder.unknownTaggedFields(unknownTaggedFields(spec));
        }
        return builder.build();
    }

    private void taggedField(MessageBuilder builder, int index) {
        FieldSpec field = builder.spec().taggedFields().get(index);
        switch (random.nextInt(4)) {
            case 0 -> {
                if (tags.contains(Tags.EXPLICIT_DEFAULT)) {
                    builder.writeTaggedField(index);
                }
            }
            case 1 -> {
                // Not written: it keeps its default.
            }
            default -> builder.set(field.name(), value(field));
        }
    }

    private List<TaggedField> unknownTaggedFields(StructSpec spec) {
        List<TaggedField> unknown = new ArrayList<>();
        int tag = -1;
        for (int i = random.nextInt(3); i >= 0; i--) {
            tag += 1 + (random.nextInt(3) == 0 ? random.nextInt(1 << 20) : random.nextInt(3));
            int candidate = tag;
            if (!spec.tagsOfOtherVersions().containsKey(tag)
                    && spec.taggedFields().stream().noneMatch(field -> field.tag() == candidate)) {
                unknown.add(new TaggedField(tag, bytes()));
            }
        }
        return unknown;
    }

    private @Nullable Object value(FieldSpec field) {
        left--;
        if (field.nullable() && random.nextInt(5) == 0) {
            return null;
        }
        return field.kind() == FieldKind.ARRAY ? entries(field.type().elementType()) : value(field.type());
    }

    private Object value(FieldType type) {
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case FLOAT64 ->
                random.nextBoolean() ? DOUBLES[random.nextInt(DOUBLES.length)] : (Object) random.nextGaussian();
            case INT8, INT16, UINT16, INT32, UINT32, INT64 -> integer(type.kind());
            case UUID -> random.nextInt(4) == 0 ? KafkaUuid.ZERO : new UUID(random.nextLong(), random.nextLong());
            case STRING -> string();
            case BYTES, RECORDS -> bytes();
            case STRUCT -> struct(type.structSpec());
            case ARRAY -> throw new IllegalArgumentException("an array of arrays");
        };
    }

    private Object integer(FieldKind kind) {
        long value =
                switch (random.nextInt(7)) {
                    case 0 -> kind.minimum();
                    case 1 -> kind.maximum();
                    case 2 -> 0L;
                    case 3 -> Math.max(-1L, kind.minimum());
                    case 4 -> random.nextInt(100);
                    default -> random.nextLong();
                };
        boolean fits = value >= kind.minimum() && value <= kind.maximum();
        return kind.box(fits ? value : value & kind.maximum());
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        int length = length(12, 140);
        boolean ascii = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(ascii ? 'a' + random.nextInt(26) : CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private Bytes bytes() {
        byte[] content = new byte[length(12, 140)];
        random.nextBytes(content);
        return Bytes.wrap(content);
    }

    private List<Object> entries(FieldType element) {
        List<Object> entries = new ArrayList<>();
        int length = Math.min(length(3, element.kind().isNumeric() ? 130 : 5), Math.max(0, left));
        for (int i = 0; i < length; i++) {
            left--;
            entries.add(value(element));
        }
        return entries;
    }

    /** Often 0, mostly small, and sometimes so large that the length takes two bytes as a varint. */
    private int length(int few, int many) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> 0;
            case 3 -> many;
            default -> random.nextInt(few + 1);
        };
    }
}
