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

/** Values of fields as text formats write them, so that they compare whatever Java type they came as. */
final class PlainValue {
    private PlainValue() {}

    /** Whole numbers as {@code Long}, bytes as hexadecimal digits, UUIDs in Kafka's form, structures as maps. */
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

    /** Whether a value of a message is what a pattern expects; an error code may be expected by its name. */
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
