package io.kspec.cli.diff;

import io.kspec.inspection.diff.Part;
import io.kspec.inspection.diff.Side;
import io.kspec.inspection.diff.Stop;
import io.kspec.protocol.Bytes;

/**
 * What one message has in one place.
 *
 * @param name which message: {@code A} or {@code B}
 * @param start the first byte, or {@link Part#NOWHERE}
 * @param bytes the bytes
 * @param text what they say
 * @param blamed whether all of them are wrong
 */
record Column(String name, int start, Bytes bytes, String text, boolean blamed) {

    static Column of(String name, Part part, Side side) {
        Bytes bytes = part.hasBytes() ? side.reading().subject().bytes().slice(part.start(), part.end()) : Bytes.EMPTY;
        return new Column(
                name, part.start(), bytes, part.kind() == Part.Kind.STRUCTURE ? "present" : part.text(), false);
    }

    static Column of(String name, Stop stop, Side side) {
        Bytes whole = side.reading().subject().bytes();
        int end = Math.min(stop.end(), whole.size());
        Bytes bytes = stop.start() < end ? whole.slice(stop.start(), end) : Bytes.EMPTY;
        return new Column(name, stop.start(), bytes, stop.sentence(), true);
    }

    static Column empty(String name) {
        return new Column(name, Part.NOWHERE, Bytes.EMPTY, "", false);
    }
}
