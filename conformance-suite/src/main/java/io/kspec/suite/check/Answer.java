package io.kspec.suite.check;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.path.PathStep;
import io.kspec.protocol.text.FieldText;
import io.kspec.stage.net.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A strictly decoded response and the expectations on it. A failed expectation throws a {@link CheckFailure} with this
 * exchange and the field as evidence.
 */
public final class Answer {
    /** Texts that are not taken for texts without quotes: nothing, and what looks like a version. */
    private static final Pattern MISREAD = Pattern.compile("(?:v[0-9]+)?");

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

    /** The time from the request to the response. */
    public Duration took() {
        return exchange.receivedAt().minus(exchange.sentAt());
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
        return require(path, "a value at " + path);
    }

    private Object require(String path, String expected) {
        return find(path).orElseThrow(() -> absent(path, expected));
    }

    private CheckFailure absent(String path, String expected) {
        return new CheckFailure(expected, nothingAt(path), new Evidence(exchange, path));
    }

    /**
     * The path of the first entry that a pattern selects, with a dot after it; empty if it selects none.
     *
     * @param pattern such as {@code Topics[Name=a].Partitions[PartitionIndex=3]}
     */
    public Optional<String> entry(String pattern) {
        return FieldPath.parsePattern(pattern).in(body).stream().findFirst().map(path -> path + ".");
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
        String expected = path + " = " + describe(path, value);
        if (value != null && found == null) {
            throw absent(path, expected);
        }
        if (!Objects.equals(widened(value), widened(found))) {
            throw failure(path, expected, describe(path, found));
        }
        return this;
    }

    /** Expects a value that meets a condition. */
    public Answer expect(String path, String expected, Predicate<Object> condition) {
        Object found = require(path, path + " " + expected);
        if (!condition.test(found)) {
            throw failure(path, path + " " + expected, describe(path, found));
        }
        return this;
    }

    /** Expects one of the given error codes. */
    public Answer expectError(String path, ErrorCode... errors) {
        String expected = path + " = "
                + Arrays.stream(errors)
                        .map(error -> ErrorCode.describe(error.code()))
                        .collect(Collectors.joining(" or "));
        int code = ((Number) require(path, expected)).intValue();
        if (Arrays.stream(errors).noneMatch(error -> error.code() == code)) {
            throw failure(path, expected, ErrorCode.describe(code));
        }
        return this;
    }

    /** Expects an error code other than NONE. */
    public Answer expectAnyError(String path) {
        return expect(path, "is an error", code -> ((Number) code).intValue() != ErrorCode.NONE.code());
    }

    /** Expects an array with this many entries. */
    public Answer expectSize(String path, int size) {
        int found = list(path).size();
        if (found != size) {
            String expected = FieldText.count(size) + " in " + path;
            throw find(path).isEmpty() ? absent(path, expected) : failure(path, expected, FieldText.count(found));
        }
        return this;
    }

    /** Expects a condition that {@code expected} and {@code found} describe in words. */
    public Answer expect(boolean holds, String path, String expected, @Nullable Object found) {
        if (!holds) {
            throw failure(path, expected, describe(path, found));
        }
        return this;
    }

    /** A failure of an expectation that the caller evaluates. */
    public CheckFailure failure(String path, String expected, String found) {
        return new CheckFailure(
                expected, found + RequestSummary.of(exchange).question(path), new Evidence(exchange, path));
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

    /** Describes a missing value: null, or the first array on the path that lacks the entry. */
    private String nothingAt(String path) {
        FieldPath whole = FieldPath.parse(path);
        for (int i = 1; i < whole.steps().size(); i++) {
            if (whole.steps().get(i) instanceof PathStep.Index
                    && whole.prefix(i + 1).find(body).isEmpty()) {
                return lacking(whole.prefix(i));
            }
        }
        return "null";
    }

    /** {@code Responses is empty: topic "orders", partition 0 is not in the answer}. */
    private String lacking(FieldPath array) {
        String entry = RequestSummary.of(exchange).entryOf(array.lastName());
        int size = list(array.toString()).size();
        String found =
                array.find(body).isEmpty() ? " is null" : size == 0 ? " is empty" : " has " + FieldText.count(size);
        return array + found + (entry == null || size > 0 ? "" : ": " + entry + " is not in the answer");
    }

    private static String describe(String path, @Nullable Object value) {
        if (path.endsWith("ErrorCode") && widened(value) instanceof Long code) {
            return ErrorCode.describe(code.intValue());
        }
        return describe(value);
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof Message entry) {
            return entry.spec().fields().stream()
                    .map(field -> field.name() + "=" + describe(field.name(), entry.get(field)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> entries) {
            return entries.stream().map(Answer::describe).collect(Collectors.joining(", ", "[", "]"));
        }
        boolean misread = value instanceof String text && MISREAD.matcher(text).matches();
        return misread ? "\"" + value + "\"" : String.valueOf(value);
    }
}
