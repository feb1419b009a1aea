package io.kspec.diagnosis.reading;

import org.jspecify.annotations.Nullable;

/**
 * One part of a layout that a hypothesis assumes: a field, a buffer of tagged fields, or a gap where a field is missing.
 *
 * @param id identifies the part within one diagnosis, whatever is changed about it
 * @param name the field's name; empty for the entries of an array of anything but structures, and for the body
 * @param form what it is
 * @param number how it is written, if it is a number
 * @param length how its length or count is written, if it has one
 * @param nullable whether it may be null
 * @param shape the parts of a structure, of an array's entries, or the known fields of a buffer of tagged fields
 * @param meaning what it is about, if it is a number or text
 * @param usual the number, length or count that it mostly has; -1 for null
 * @param tag the tag, within a buffer of tagged fields
 * @param mark says that this part was changed, or null
 * @param local where the change applies, or null for everywhere
 */
public record Part(
        int id,
        String name,
        Form form,
        NumberForm number,
        LengthForm length,
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
        /** A structure behind a byte that says whether it is there. */
        OPTIONAL,
        TAGS,
        /** Nothing, where something belongs. */
        GAP;

        public boolean hasLength() {
            return this == STRING || this == BYTES || this == RECORDS || this == LIST;
        }
    }

    /**
     * A change at one occurrence only.
     *
     * @param offset where that occurrence begins
     * @param elsewhere the part as it is anywhere else
     */
    record Local(int offset, Part elsewhere) {}

    static final NumberForm NO_NUMBER = new NumberForm(0, false, NumberForm.Coding.BIG_ENDIAN);

    static Part number(int id, String name, NumberForm form, Meaning meaning, long usual) {
        return new Part(
                id, name, Form.NUMBER, form, LengthForm.INT32, false, Shape.EMPTY, meaning, usual, 0, null, null);
    }

    static Part of(int id, String name, Form form, Shape shape) {
        return new Part(id, name, form, NO_NUMBER, LengthForm.INT32, false, shape, Meaning.PLAIN, 0, 0, null, null);
    }

    Part withId(int other) {
        return new Part(other, name, form, number, length, nullable, shape, meaning, usual, tag, mark, local);
    }

    public Part withNumber(NumberForm other) {
        return new Part(id, name, form, other, length, nullable, shape, meaning, usual, tag, mark, local);
    }

    public Part withLength(LengthForm other) {
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

    /** This part where it begins at an offset, and another elsewhere. */
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

    /** A gap in the place of this part. */
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

    /** The type, as the definitions write it. */
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

    /** Appends what distinguishes the bytes of this part from those of others. */
    void describeTo(StringBuilder text) {
        if (form == Form.GAP && local == null) {
            return;
        }
        text.append(form).append(name);
        if (form == Form.NUMBER) {
            text.append(number.size()).append(number.coding());
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
