package io.kspec.protocol;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Kafka's text form of UUIDs: URL-safe base64 without padding, 22 characters. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class KafkaUuid {
    /** The UUID that means "no UUID". */
    public static final UUID ZERO = new UUID(0, 0);

    private KafkaUuid() {}

    public static String format(UUID uuid) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Parses the form that {@link #format} writes, or the usual one with dashes.
     *
     * @throws IllegalArgumentException if the text has neither form
     */
    public static UUID parse(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == 16) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new UUID(buffer.getLong(), buffer.getLong());
            }
        } catch (IllegalArgumentException e) {
            throw neither(text, e);
        }
        throw neither(text, null);
    }

    private static IllegalArgumentException neither(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "expected a UUID as 22 characters of base64 or 36 with dashes, found " + text, cause);
    }
}
