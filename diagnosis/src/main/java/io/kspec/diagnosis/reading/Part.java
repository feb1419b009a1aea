package io.kspec.diagnosis.reading;

import org.jspecify.annotations.Nullable;

/**
 * One part of an assumed layout: a field, a tag buffer, or a gap where a field is missing.
 *
 * @param id identifies the part within one diagnosis, even if it is changed
 * @param name the field's name; empty for entries of arrays of anything but structures, and for the body
 * @param form the kind of part
 * @param number its encoding, if it is a number
 * @param length the encoding of its length or count, if it has one
 * @param nullable whether it may be null
 * @param shape the parts of a structure or of an array's entries, or the known fields of a tag buffer
 * @param meaning its meaning, if it is a number or text
 * @param usual its usual number, length or count; -1 for null
 * @param tag its tag, within a tag buffer
 * @param mark marks a changed part, or null
 * @param local the only place where the change applies, or null for everywhere
 */
public record Part(
        int id,
        String name,
        Form form,
        NumberEncoding number,
        LengthEncoding length,
        boolean nullable,
        Shape shape,
        Meaning meaning,
        long usual,
        int tag,
        @Nullable Mark mark,
        @Nullable Local local) {

    public enum Form {
        NUMBER,
        UUID,
        STRING,
        BYTES,
        RECORDS,
        LIST,
        STRUCT,
        /** A structure after a byte that says whether it is present. */
        OPTIONAL,
        TAGS,
        /** Nothing, where something is missing. */
        GAP;

        public boolean hasLength() {
            return this == STRING || this == BYTES || this == RECORDS || this == LIST;
        }
    }

    /**
     * A change at a single occurrence.
     *
     * @param offset where that occurrence starts
     * @param elsewhere the part everywhere else
     */
    record Local(int offset, Part elsewhere) {}

    static final NumberEncoding NO_NUMBER = new NumberEncoding(0, false, NumberEncoding.Coding.BIG_ENDIAN);

    static Part number(int id, String name, NumberEncoding form, Meaning meaning, long usual) {
        return new Part(
                id, name, Form.NUMBER, form, LengthEncoding.INT32, false, Shape.EMPTY, meaning, usual, 0, null, null);
    }

    static Part of(int id, String name, Form form, Shape shape) {
        return new Part(id, name, form, NO_NUMBER, LengthEncoding.INT32, false, shape, Meaning.PLAIN, 0, 0, null, null);
    }

    Part withId(int other) {
        return new Part(other, name, form, number, length, nullable, shape, meaning, usual, tag, mark, local);
    }

    public Part withNumber(NumberEncoding other) {
        return new Part(id, name, form, other, length, nullable, shape, meaning, usual, tag, mark, local);
    }

    public Part withLength(LengthEncoding other) {
        return new Part(id, name, form, number, other, nullable, shape, meaning, usual, tag, mark, local);
    }

    public Part withShape(Shape other) {
        return new Part(id, name, form, number, length, nullable, other, meaning, usual, tag, mark, local);
    }

    Part withNullable(boolean other) {
        return new Part(id, name, form, number, length, other, shape, meaning, usual, tag, mark, local);
    }

    public Part withUsual(long other) {
        return new Part(id, name, form, number, length, nullable, shape, meaning, other, tag, mark, local);
    }

    public Part withMeaning(Meaning other) {
        return new Part(id, name, form, number, length, nullable, shape, other, usual, tag, mark, local);
    }

    Part withTag(int other) {
        return new Part(id, name, form, number, length, nullable, shape, meaning, usual, other, mark, local);
    }

    public Part marked(Mark other) {
        return new Part(id, name, form, number, length, nullable, shape, meaning, usual, tag, other, local);
    }

    /** This part at an offset, and another part elsewhere. */
    public Part onlyAt(int offset, Part elsewhere) {
        return new Part(
                id,
                name,
                form,
                number,
                length,
                nullable,
                shape,
                meaning,
                usual,
                tag,
                mark,
                new Local(offset, elsewhere));
    }

    /** A gap instead of this part. */
    public Part gap(Mark missing) {
        return of(id, name, Form.GAP, Shape.EMPTY).marked(missing);
    }

    Part at(int offset) {
        return local == null || local.offset == offset ? this : local.elsewhere;
    }

    public boolean isNumber() {
        return form == Form.NUMBER;
    }

    public boolean isTags() {
        return form == Form.TAGS;
    }

    /** The type, as written in the message definitions. */
    public String typeText() {
        return switch (form) {
            case NUMBER -> meaning == Meaning.BOOL ? "bool" : number.text();
            case UUID -> "uuid";
            case STRING -> "string";
            case BYTES -> "bytes";
            case RECORDS -> "records";
            case LIST -> "array";
            case STRUCT, OPTIONAL -> "structure";
            case TAGS -> "tag buffer";
            case GAP -> "nothing";
        };
    }

    /** Appends whatever affects how this part is read. */
    void describeTo(StringBuilder text) {
        if (form == Form.GAP && local == null) {
            return;
        }
        text.append(form).append(name);
        if (form == Form.NUMBER) {
            text.append(number.size()).append(number.coding());
            text.append(meaning == Meaning.CORRELATION_ID ? "known" : "");
        } else if (form.hasLength()) {
            text.append(length.base()).append(length.adjust()).append(nullable);
        }
        if (local != null) {
            text.append('@').append(local.offset);
        }
        if (!shape.parts().isEmpty()) {
            text.append('(');
            shape.parts().forEach(part -> part.describeTo(text));
            text.append(')');
        }
        text.append(';');
    }
}
