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
 * A response that decoded strictly, and what is expected of it. An expectation that is not met throws a {@link
 * CheckFailure} with this exchange and the field.
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
     * @throws io.kspec.stage.net.UndecodableResponse if it does not fit the definition of its API and version
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

    /** Whether the response has a field of that name at this version. */
    public boolean has(String field) {
        return body.has(field);
    }

    /** The value at a path, which must be there. */
    public Object get(String path) {
        return find(path).orElseThrow(() -> failure(path, "a value at " + path, "none"));
    }

    /** The value at a path, or empty if it is null or lies beyond the end of an array. */
    public Optional<Object> find(String path) {
        return FieldPath.parse(path).find(body);
    }

    /** The entries at a path, empty if the array is null. */
    public List<?> list(String path) {
        return find(path).map(List.class::cast).orElse(List.of());
    }

    /** The whole number at a path, which must be there. */
    public long number(String path) {
        return ((Number) get(path)).longValue();
    }

    /** The text at a path, which must be there. */
    public String text(String path) {
        return (String) get(path);
    }

    /** Expects a value, which may be null; whole numbers are compared by value, whatever their width. */
    public Answer expect(String path, @Nullable Object value) {
        Object found = find(path).orElse(null);
        if (!Objects.equals(widened(value), widened(found))) {
            throw failure(path, path + " = " + describe(path, value), describe(path, found));
        }
        return this;
    }

    /** Expects that a value, which must be there, meets a condition. */
    public Answer expect(String path, String expected, Predicate<Object> condition) {
        Object found = get(path);
        if (!condition.test(found)) {
            throw failure(path, path + " " + expected, describe(path, found));
        }
        return this;
    }

    /** Expects one of several errors. */
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

    /** Expects an array of a size. */
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

    private static String describe(String path, @Nullable Object value) {
        if (path.endsWith("ErrorCode") && widened(value) instanceof Long code) {
            return ErrorCode.describe(code.intValue());
        }
        return String.valueOf(value);
    }
}
