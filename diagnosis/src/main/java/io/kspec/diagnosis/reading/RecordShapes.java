package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.reading.Part.Form;
import java.util.List;

/** The layout of the records in a batch of magic 2, starting with their count. */
public final class RecordShapes {
    private RecordShapes() {}

    public static Shape records(PartFactory factory) {
        Part headerKey = factory.plain("Key", Form.STRING, Shape.EMPTY).withLength(LengthEncoding.ZIGZAG);
        Shape record = new Shape(List.of(
                varint(factory, "Length", Integer.BYTES, Meaning.RECORD_LENGTH),
                factory.number("Attributes", 1),
                varint(factory, "TimestampDelta", Long.BYTES, Meaning.OFFSET),
                varint(factory, "OffsetDelta", Integer.BYTES, Meaning.PLAIN),
                bytes(factory, "Key"),
                bytes(factory, "Value"),
                factory.plain("Headers", Form.LIST, new Shape(List.of(headerKey, bytes(factory, "Value"))))
                        .withLength(LengthEncoding.ZIGZAG)));
        return new Shape(List.of(factory.plain("Records", Form.LIST, record)));
    }

    private static Part varint(PartFactory factory, String name, int size, Meaning meaning) {
        return factory.number(name, size)
                .withNumber(NumberEncoding.zigzag(size))
                .withMeaning(meaning);
    }

    private static Part bytes(PartFactory factory, String name) {
        return factory.plain(name, Form.BYTES, Shape.EMPTY)
                .withLength(LengthEncoding.ZIGZAG)
                .withNullable(true);
    }
}
