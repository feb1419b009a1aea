package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * A field and the bytes it was read from. Most of a log are fields, so each is a JSON array: {@code [14, 18,
 * "Topics[0].Name", "string", "orders"]}.
 *
 * @param start its first byte
 * @param end the byte after its last
 * @param path its path in the message: {@code Topics[0].Name}
 * @param type its type on the wire, such as {@code int32} or {@code compact string}
 * @param value its value as text
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"start", "end", "path", "type", "value"})
public record Field(int start, int end, String path, String type, String value) {
    public Field {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "field " + path + ": expected 0 <= start <= end, found " + start + " to " + end);
        }
    }
}
