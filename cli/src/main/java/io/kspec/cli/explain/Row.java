package io.kspec.cli.explain;

import io.kspec.protocol.text.FieldText;

/**
 * A row of an explanation: some bytes and their meaning.
 *
 * @param kind what the row shows
 * @param start its first byte; for rows without bytes, their place
 * @param end the byte after its last
 * @param depth its depth in the tree of fields
 * @param label the field, or the whole text
 * @param value the value of the bytes, or empty
 */
record Row(Kind kind, int start, int end, int depth, String label, String value) {
    enum Kind {
        /** The start of a header or body. */
        MESSAGE,
        /** The start of a structure or array entry. */
        GROUP,
        /** The value of a field. */
        VALUE,
        /** A length, count or tag. */
        FRAMING,
        /** A remark. */
        NOTE,
        /** What is wrong with the bytes below. */
        WRONG,
        /** Why decoding stops before the bytes below, because of earlier bytes. */
        STOP,
        /** Bytes that were not decoded. */
        UNREAD
    }

    boolean hasBytes() {
        return end > start;
    }

    static Row note(int at, int depth, String text) {
        return new Row(Kind.NOTE, at, at, depth, text, "");
    }

    static Row unread(int start, int end, int depth) {
        return new Row(Kind.UNREAD, start, end, depth, "not decoded: " + FieldText.bytes(end - start), "");
    }
}
