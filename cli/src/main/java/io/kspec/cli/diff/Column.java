package io.kspec.cli.diff;

import io.kspec.inspection.diff.ComparedMessage;
import io.kspec.inspection.diff.MessagePart;
import io.kspec.inspection.diff.Stop;
import io.kspec.protocol.Bytes;

/**
 * The value of one message in one place.
 *
 * @param name which message: {@code A} or {@code B}
 * @param start the first byte, or {@link MessagePart#NOWHERE}
 * @param bytes the bytes
 * @param text their value
 * @param wrong whether all of them are wrong
 */
record Column(String name, int start, Bytes bytes, String text, boolean wrong) {

    static Column of(String name, MessagePart part, ComparedMessage side) {
        Bytes bytes = part.hasBytes() ? side.reading().subject().bytes().slice(part.start(), part.end()) : Bytes.EMPTY;
        return new Column(
                name, part.start(), bytes, part.kind() == MessagePart.Kind.STRUCTURE ? "present" : part.text(), false);
    }

    static Column of(String name, Stop stop, ComparedMessage side) {
        Bytes whole = side.reading().subject().bytes();
        int end = Math.min(stop.end(), whole.size());
        Bytes bytes = stop.start() < end ? whole.slice(stop.start(), end) : Bytes.EMPTY;
        return new Column(name, stop.start(), bytes, stop.sentence(), true);
    }

    static Column empty(String name) {
        return new Column(name, MessagePart.NOWHERE, Bytes.EMPTY, "", false);
    }
}
