package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Creates the parts of one diagnosis, each with a unique id. */
public final class PartFactory {
    /** Nullable texts that Apache Kafka itself leaves empty: a member of ConsumerGroupDescribe that subscribes to no regular expression. */
    private static final Set<String> EMPTY_IN_KAFKA = Set.of("SubscribedTopicRegex");

    static final String TAGGED_FIELDS = "TaggedFields";
    /** The part that holds the body. */
    static final String BODY = "";

    private int nextId;
    private int nextGroup;

    /** A mark for a new slip. */
    public Mark mark(SlipKind kind, Mark.Scope scope, Mark.Description description) {
        return new Mark(nextGroup++, kind, scope, description);
    }

    /** A header, followed by the body as a single part. */
    public Shape frame(MessageSpec header, MessageSpec body) {
        List<Part> parts =
                new ArrayList<>(struct(header.struct(), header.flexible()).parts());
        parts.add(Part.of(nextId++, BODY, Part.Form.STRUCT, struct(body.struct(), body.flexible())));
        return new Shape(parts);
    }

    Shape struct(StructSpec spec, boolean flexible) {
        List<Part> parts = new ArrayList<>();
        spec.fields().forEach(field -> parts.add(field(field, field.compact())));
        if (flexible) {
            List<Part> known = new ArrayList<>();
            spec.taggedFields().forEach(field -> known.add(field(field, field.compact())));
            parts.add(tags(new Shape(known)));
        }
        return new Shape(parts);
    }

    public Part tags(Shape known) {
        return Part.of(nextId++, TAGGED_FIELDS, Part.Form.TAGS, known);
    }

    /** A field of this version, or of another version with this version's lengths. */
    public Part field(FieldSpec field, boolean compact) {
        Part part = part(field, field.type(), field.name(), compact);
        long usual = usual(field);
        return part.withUsual(usual).withNullable(field.nullable()).withTag(Math.max(0, field.tag()));
    }

    private static long usual(FieldSpec field) {
        Object value = field.defaultValue();
        if (value instanceof Long number) {
            return number;
        }
        boolean nullUsual = value == null && field.nullable() && field.kind() != FieldKind.STRUCT;
        return nullUsual && !EMPTY_IN_KAFKA.contains(field.name()) ? -1 : 0;
    }

    private Part part(FieldSpec field, FieldType type, String name, boolean compact) {
        FieldKind kind = type.kind();
        int id = nextId++;
        if (kind.isNumeric()) {
            return Part.number(id, name, NumberEncoding.of(kind), Meaning.of(field), 0);
        }
        LengthEncoding length = LengthEncoding.of(kind, compact);
        return switch (kind) {
            case UUID -> Part.of(id, name, Part.Form.UUID, Shape.EMPTY);
            case STRING ->
                Part.of(id, name, Part.Form.STRING, Shape.EMPTY)
                        .withLength(length)
                        .withMeaning(Meaning.of(field));
            case BYTES -> Part.of(id, name, Part.Form.BYTES, Shape.EMPTY).withLength(length);
            case RECORDS -> Part.of(id, name, Part.Form.RECORDS, Shape.EMPTY).withLength(length);
            case ARRAY ->
                Part.of(id, name, Part.Form.LIST, entries(field, type, compact)).withLength(length);
            default ->
                Part.of(
                        id,
                        name,
                        field.nullable() ? Part.Form.OPTIONAL : Part.Form.STRUCT,
                        inner(type.structSpec(), compact));
        };
    }

    private Shape entries(FieldSpec field, FieldType type, boolean compact) {
        FieldType element = type.elementType();
        return type.isStructArray()
                ? inner(element.structSpec(), compact)
                : new Shape(List.of(part(field, element, "", compact)));
    }

    /** A structure within a field; one of another version gains or loses compact lengths and tag buffers. */
    private Shape inner(StructSpec spec, boolean compact) {
        if (spec.flexible() == compact) {
            return struct(spec, compact);
        }
        List<Part> parts = new ArrayList<>();
        spec.fields().forEach(field -> parts.add(field(field, compact)));
        if (compact) {
            parts.add(tags(Shape.EMPTY));
        }
        return new Shape(parts);
    }

    /** A copy of a part with new ids. */
    public Part copy(Part part) {
        return part.withShape(
                        new Shape(part.shape().parts().stream().map(this::copy).toList()))
                .withId(nextId++);
    }

    public Part number(String name, int size) {
        return Part.number(
                nextId++, name, new NumberEncoding(size, true, NumberEncoding.Coding.BIG_ENDIAN), Meaning.PLAIN, 0);
    }

    /** An error code that no definition has in this place. */
    public Part errorCode() {
        return number("ErrorCode", Short.BYTES).withMeaning(Meaning.ERROR_CODE);
    }

    /** A text for humans that no definition has in this place. */
    public Part sentence() {
        return plain("ErrorMessage", Part.Form.STRING, Shape.EMPTY)
                .withLength(LengthEncoding.INT16)
                .withMeaning(Meaning.SENTENCE);
    }

    /** A part that is neither a number nor a tag buffer. */
    Part plain(String name, Part.Form form, Shape shape) {
        return Part.of(nextId++, name, form, shape);
    }

    public Part gap(String name, Mark mark) {
        return Part.of(nextId++, name, Part.Form.GAP, Shape.EMPTY).marked(mark);
    }
}
