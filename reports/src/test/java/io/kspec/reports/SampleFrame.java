package io.kspec.reports;

import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a frame field by field, and notes where each lies. */
final class SampleFrame {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Field> fields = new ArrayList<>();

    static SampleFrame request(int key, int version, int correlationId, String clientId) {
        return new SampleFrame()
                .int16("RequestApiKey", key)
                .int16("RequestApiVersion", version)
                .int32("CorrelationId", correlationId)
                .string("ClientId", clientId);
    }

    static SampleFrame response(int correlationId) {
        return new SampleFrame().int32("CorrelationId", correlationId);
    }

    SampleFrame int16(String path, int value) {
        return number(path, "int16", value, 2);
    }

    SampleFrame int32(String path, long value) {
        return number(path, "int32", value, 4);
    }

    SampleFrame int64(String path, long value) {
        return number(path, "int64", value, 8);
    }

    SampleFrame string(String path, String value) {
        int start = bytes.size();
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        put(utf8.length, 2);
        bytes.writeBytes(utf8);
        fields.add(new Field(start, bytes.size(), path, "string", "\"" + value + "\""));
        return this;
    }

    /** Bytes that no field was read from. */
    SampleFrame unread(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    Frame frame() {
        return Frame.of(bytes.toByteArray(), fields);
    }

    private SampleFrame number(String path, String type, long value, int width) {
        int start = bytes.size();
        put(value, width);
        fields.add(new Field(start, bytes.size(), path, type, Long.toString(value)));
        return this;
    }

    private void put(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
    }
}
