package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts field values to the form of text formats, in which they compare equal whatever their Java type. */
final class PlainValue {
    private PlainValue() {}

    /**
     * Converts integers to {@code Long}, bytes to hexadecimal digits, UUIDs to Kafka's form, and structures to maps.
     */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        if (value instanceof UUID uuid) {
            return KafkaUuid.format(uuid);
        }
        if (value instanceof Message message) {
            return MessageTree.of(message);
        }
        return value instanceof List<?> entries
                ? entries.stream().map(PlainValue::of).map(Objects::toString).toList()
                : value;
    }

    /** Whether a message's value equals an expected one. An error code may be expected by its name. */
    static boolean matches(@Nullable Object found, @Nullable Object expected) {
        Object plain = of(found);
        if (expected instanceof ErrorCode error) {
            return Objects.equals(plain, (long) error.code());
        }
        if (plain instanceof Long number && expected instanceof String name) {
            return ErrorCode.named(name).filter(error -> error.code() == number).isPresent();
        }
        return Objects.equals(plain, of(expected));
    }
}
