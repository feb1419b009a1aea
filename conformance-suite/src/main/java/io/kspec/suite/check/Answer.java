package io.kspec.suite.check;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.stage.net.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A strictly decoded response and the expectations on it. A failed expectation throws a {@link CheckFailure} with this
 * exchange and the field as evidence.
 */
public final class Answer {
    private final Exchange exchange;
    private final Message body;

    private Answer(Exchange exchange, Message body) {
        this.exchange = exchange;
        this.body = body;
    }

    /**
     * Decodes a response.
     *
     * @throws io.kspec.stage.net.UndecodableResponse if it does not match the definition of its API and version
     */
    public static Answer of(Exchange exchange) {
        return new Answer(exchange, Connection.decode(exchange));
    }

    public Exchange exchange() {
        return exchange;
    }

    public Message body() {
        return body;
    }

    /** Whether the response has this field at its version. */
    public boolean has(String field) {
        return body.has(field);
    }

    /**
     * The value at a path.
     *
     * @throws CheckFailure if there is none
     */
    public Object get(String path) {
        return find(path).orElseThrow(() -> failure(path, "a value at " + path, "none"));
    }

    /** The value at a path, or empty if it is null or an array on the path is null or too short. */
    public Optional<Object> find(String path) {
        return FieldPath.parse(path).find(body);
    }

    /** The entries of the array at a path; empty if it is null. */
    public List<?> list(String path) {
        return find(path).map(List.class::cast).orElse(List.of());
    }

    /**
     * The integer at a path.
     *
     * @throws CheckFailure if there is none
     */
    public long number(String path) {
        return ((Number) get(path)).longValue();
    }

    /**
     * The string at a path.
     *
     * @throws CheckFailure if there is none
     */
    public String text(String path) {
        return (String) get(path);
    }

    /** Expects a value, which may be null; whole numbers are compared by value, whatever their width. */
    public Answer expect(String path, @Nullable Object value) {
        Object found = find(path).orElse(null);
        if (!Objects.equals(widened(value), widened(found))) {
            throw failure(
                    path,
                    path + " = " + describe(path, value),
                    found == null ? nothingAt(path) : describe(path, found));
        }
        return this;
    }

    /** Expects a value that meets a condition. */
    public Answer expect(String path, String expected, Predicate<Object> condition) {
        Object found = get(path);
        if (!condition.test(found)) {
            throw failure(path, path + " " + expected, describe(path, found));
        }
        return this;
    }

    /** Expects one of the given error codes. */
    public Answer expectError(String path, ErrorCode... errors) {
        int code = (int) number(path);
        for (ErrorCode error : errors) {
            if (error.code() == code) {
                return this;
            }
        }
        List<String> expected = Arrays.stream(errors)
                .map(error -> ErrorCode.describe(error.code()))
                .toList();
        throw failure(path, path + " = " + String.join(" or ", expected), ErrorCode.describe(code));
    }

    /** Expects an array with this many entries. */
    public Answer expectSize(String path, int size) {
        int found = list(path).size();
        if (found != size) {
            throw failure(path, size + " entries in " + path, found + " entries");
        }
        return this;
    }

    /** Expects a condition that {@code expected} and {@code found} describe in words. */
    public Answer expect(boolean holds, String path, String expected, @Nullable Object found) {
        if (!holds) {
            throw failure(path, expected, String.valueOf(found));
        }
        return this;
    }

    /** A failure of an expectation that the caller evaluates. */
    public CheckFailure failure(String path, String expected, String found) {
        return new CheckFailure(expected, found, new Evidence(exchange, path));
    }

    private static @Nullable Object widened(@Nullable Object value) {
        if (value instanceof ErrorCode error) {
            return (long) error.code();
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value;
    }

    /** Describes a missing value: null, or the first array entry on the path that is absent. */
    private String nothingAt(String path) {
        for (int end = path.indexOf(']'); end >= 0; end = path.indexOf(']', end + 1)) {
            String entry = path.substring(0, end + 1);
            if (find(entry).isEmpty()) {
                return "no " + entry;
            }
        }
        return "null";
    }

    private static String describe(String path, @Nullable Object value) {
        if (path.endsWith("ErrorCode") && widened(value) instanceof Long code) {
            return ErrorCode.describe(code.intValue());
        }
        return "".equals(value) ? "\"\"" : String.valueOf(value);
    }
}
