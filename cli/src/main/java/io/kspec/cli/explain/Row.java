package io.kspec.cli.explain;

import io.kspec.protocol.text.FieldText;

/**
 * A row of an explanation: some bytes, and what they are.
 *
 * @param kind what the row tells
 * @param start its first byte; for rows without bytes where they belong
 * @param end the byte after its last
 * @param depth how deep in the tree of fields it stands
 * @param label the field, or all that there is to say
 * @param value what the bytes say, or empty
 */
record Row(Kind kind, int start, int end, int depth, String label, String value) {
    enum Kind {
        /** A header or body begins. */
        MESSAGE,
        /** A structure or array entry begins. */
        GROUP,
        /** The value of a field. */
        VALUE,
        /** A length, count or tag. */
        FRAMING,
        /** A remark. */
        NOTE,
        /** What is wrong with the bytes below. */
        WRONG,
        /** Why reading stops before the bytes below, which others are to blame for. */
        STOP,
        /** Bytes that make no sense any more. */
        UNREAD
    }

    boolean hasBytes() {
        return end > start;
    }

    static Row note(int at, int depth, String text) {
        return new Row(Kind.NOTE, at, at, depth, text, "");
    }

    static Row unread(int start, int end, int depth) {
        return new Row(Kind.UNREAD, start, end, depth, "not read: " + FieldText.bytes(end - start), "");
    }
}
