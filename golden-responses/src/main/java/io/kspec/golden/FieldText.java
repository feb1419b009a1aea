package io.kspec.golden;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reviewer reads beside the bytes of a field: its path and its value. */
final class FieldText {
    private static final int LONGEST_TEXT = 100;
    private static final int DEL = 0x7f;

    private FieldText() {}

    /** {@code Topics[0].ErrorCode = 3 (UNKNOWN_TOPIC_OR_PARTITION)}. */
    static String of(LayoutEntry entry) {
        return entry.path() + " = " + valueOf(entry);
    }

    /** {@code 3 (UNKNOWN_TOPIC_OR_PARTITION)}. */
    static String valueOf(LayoutEntry entry) {
        Object value = entry.value();
        return switch (entry.role()) {
            case VALUE -> value(entry.path(), value);
            case LENGTH -> isNull(value) ? "null" : "length " + value;
            case COUNT -> isNull(value) ? "null" : entries(value);
            case PRESENCE -> isNull(value) ? "null" : "present";
            case TAG_COUNT -> Integer.valueOf(0).equals(value) ? "no tags" : value + " tagged";
            case TAG -> "tag " + value;
            case TAG_SIZE -> "size " + value;
            case UNKNOWN_TAG -> "unknown, " + bytes((Bytes) value);
            case GROUP -> throw new IllegalArgumentException(entry.path() + ": a group has no bytes of its own");
        };
    }

    private static boolean isNull(@Nullable Object value) {
        return value instanceof Number number && number.longValue() < 0;
    }

    private static String entries(@Nullable Object count) {
        return count + (Integer.valueOf(1).equals(count) ? " entry" : " entries");
    }

    private static String value(String path, @Nullable Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Bytes bytes) {
            return bytes(bytes);
        }
        if (value instanceof UUID uuid) {
            return KafkaUuid.format(uuid);
        }
        if (value instanceof Short number && number != 0 && path.endsWith("ErrorCode")) {
            return number
                    + ErrorCode.of(number).map(error -> " (" + error + ")").orElse("");
        }
        if (value instanceof Short number && path.endsWith("ApiKey")) {
            return number
                    + Catalog.standard()
                            .find(number)
                            .map(ApiSpec::name)
                            .map(name -> " (" + name + ")")
                            .orElse("");
        }
        return String.valueOf(value);
    }

    /** The size, and the content where all of it is printable. */
    private static String bytes(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.get(i) < ' ' || bytes.get(i) == DEL) {
                return bytes.size() + (bytes.size() == 1 ? " byte" : " bytes");
            }
            text.append((char) bytes.get(i));
        }
        return quoted(text.toString());
    }

    /** In quotation marks, control characters escaped, cut where it is long. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), LONGEST_TEXT); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c >= DEL) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(text.length() > LONGEST_TEXT ? "\"… " + text.length() + " characters" : "\"")
                .toString();
    }
}
