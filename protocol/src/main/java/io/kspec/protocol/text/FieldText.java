package io.kspec.protocol.text;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the values of fields for people to read. The constants are the styles. */
public enum FieldText {
    /**
     * Printable ASCII, with long strings cut: for the notes of capture files, which must not change unless the captured
     * bytes do.
     */
    NOTE {
        @Override
        public String quoted(String text) {
            return Quoted.ascii(text, LONGEST_NOTE);
        }

        @Override
        Optional<String> readable(Bytes bytes) {
            String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
            return text.chars().allMatch(each -> each >= ' ' && each < DEL)
                    ? Optional.of(quoted(text))
                    : Optional.empty();
        }

        @Override
        String number(String path, Number number) {
            Optional<String> name = Optional.empty();
            if (number instanceof Short code && code != 0 && path.endsWith("ErrorCode")) {
                name = ErrorCode.of(code).map(ErrorCode::name);
            } else if (number instanceof Short key && path.endsWith("ApiKey")) {
                name = Catalog.standard().find(key).map(ApiSpec::name);
            }
            return number + name.map(each -> " (" + each + ")").orElse("");
        }
    },

    /** Whole strings in Unicode, and timestamps as dates: for explanations and comparisons on a terminal. */
    FULL {
        @Override
        public String quoted(String text) {
            return Quoted.of(text);
        }

        @Override
        Optional<String> readable(Bytes bytes) {
            return Quoted.readable(bytes);
        }

        @Override
        String number(String path, Number number) {
            String meaning = meaning(path.substring(path.lastIndexOf('.') + 1), number);
            return number + (meaning.isEmpty() ? "" : " " + meaning);
        }

        private String meaning(String name, Number number) {
            if (name.endsWith("ErrorCode") || name.endsWith("ErrorCodes")) {
                return ErrorCode.of(number.intValue()).map(ErrorCode::name).orElse("(no error of Kafka)");
            }
            if (name.equals("ApiKey") || name.equals("RequestApiKey")) {
                return Catalog.standard()
                        .find(number.intValue())
                        .map(ApiSpec::name)
                        .orElse("(no API of Kafka)");
            }
            boolean timestamp = name.endsWith("Timestamp") || name.endsWith("TimestampMs");
            return timestamp && number.longValue() >= FIRST_TIMESTAMP && number.longValue() <= LAST_TIMESTAMP
                    ? Instant.ofEpochMilli(number.longValue()).toString()
                    : "";
        }
    };

    private static final int LONGEST_NOTE = 100;
    private static final int DEL = 0x7f;
    /** The smallest number that is shown as a date: in 2001. */
    private static final long FIRST_TIMESTAMP = 1_000_000_000_000L;
    /** The largest: in 2286. */
    private static final long LAST_TIMESTAMP = 9_999_999_999_999L;

    /** The path and the value, {@code Topics[0].ErrorCode = 3 (UNKNOWN_TOPIC_OR_PARTITION)}. */
    public String of(LayoutEntry entry) {
        return entry.path() + " = " + valueOf(entry);
    }

    /** The value alone, {@code 3 (UNKNOWN_TOPIC_OR_PARTITION)}; for lengths, counts and tags what they say. */
    public String valueOf(LayoutEntry entry) {
        Object value = entry.value();
        return switch (entry.role()) {
            case VALUE -> value(entry.path(), value);
            case LENGTH -> isNull(value) ? "null" : "length " + value;
            case COUNT -> count(value);
            case PRESENCE -> isNull(value) ? "null" : "present";
            case TAG_COUNT -> Integer.valueOf(0).equals(value) ? "no tags" : value + " tagged";
            case TAG -> "tag " + value;
            case TAG_SIZE -> "size " + value;
            case UNKNOWN_TAG -> "unknown, " + value(entry.path(), value);
            case GROUP -> throw new IllegalArgumentException(entry.path() + ": a group has no bytes of its own");
        };
    }

    /** The value of the field at the given path, with the name of an error or API where it is their code. */
    public String value(String path, @Nullable Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Bytes bytes) {
            return content(bytes);
        }
        if (value instanceof UUID uuid) {
            return KafkaUuid.format(uuid);
        }
        return value instanceof Number number ? number(path, number) : String.valueOf(value);
    }

    /** Bytes as quoted text if they are readable, otherwise their number. */
    public String content(@Nullable Bytes bytes) {
        return bytes == null ? "null" : readable(bytes).orElseGet(() -> bytes(bytes.size()));
    }

    /** Text in double quotes, with control characters escaped. */
    public abstract String quoted(String text);

    abstract Optional<String> readable(Bytes bytes);

    abstract String number(String path, Number number);

    /** The count of an array as layouts have it: {@code 1 entry}, {@code 2 entries}, or {@code null}. */
    public static String count(@Nullable Object count) {
        return isNull(count) ? "null" : count + (Integer.valueOf(1).equals(count) ? " entry" : " entries");
    }

    /** {@code 1 byte}, {@code 2 bytes}. */
    public static String bytes(int size) {
        return size + (size == 1 ? " byte" : " bytes");
    }

    private static boolean isNull(@Nullable Object value) {
        return value instanceof Number number && number.longValue() < 0;
    }
}
