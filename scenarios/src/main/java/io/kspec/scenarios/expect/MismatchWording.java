package io.kspec.scenarios.expect;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.text.Quoted;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How mismatches print values, and when two values count as equal. */
final class MismatchWording {
    private static final int MOST_SHOWN = 200;

    private MismatchWording() {}

    /** A value at a path: error codes with names, strings in quotes. */
    static String of(String path, @Nullable Object value) {
        if (value instanceof Number number && path.endsWith("ErrorCode")) {
            return ErrorCode.describe(number.intValue());
        }
        if (value instanceof String text) {
            return Quoted.of(shortened(text));
        }
        if (value instanceof Bytes bytes) {
            return bytes + readable(bytes).map(text -> " " + text).orElse("");
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "no entries" : entries(list.size()) + " " + shortened(list.toString());
        }
        return value instanceof UUID uuid ? KafkaUuid.format(uuid) : shortened(String.valueOf(value));
    }

    /** {@code 1 entry}, {@code 2 entries}. */
    static String entries(Object count) {
        return count + (same(count, 1) ? " entry" : " entries");
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static Optional<String> readable(Bytes bytes) {
        return bytes.isEmpty() || bytes.size() > MOST_SHOWN ? Optional.empty() : Quoted.readable(bytes);
    }

    /** Whether two values are equal; numbers of different widths can be. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Double || right instanceof Double) {
            return left instanceof Number one
                    && right instanceof Number other
                    && Double.compare(one.doubleValue(), other.doubleValue()) == 0;
        }
        if (left instanceof Number one && right instanceof Number other) {
            return one.longValue() == other.longValue();
        }
        if (left instanceof List<?> one && right instanceof List<?> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(left, right);
    }
}
