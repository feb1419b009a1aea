package io.kspec.inspection.reading;

import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells a structure from random bytes that decode as one: by names, times as of now, random UUIDs, deliveries, and offsets
 * that can be.
 */
final class TellingValues {
    /** What a name in a structure consists of; shorter ones are too likely to be something else. */
    private static final Pattern NAME = Pattern.compile("[ -~]{2,}");

    private static final long EARLIEST_TIMESTAMP = 1_262_304_000_000L;
    private static final long LATEST_TIMESTAMP = 4_102_444_800_000L;
    /** Above all offsets, producer ids and times. */
    private static final long HIGHEST_NUMBER = 1L << 48;
    /** The version of UUIDs of random bytes, such as the ids of topics. */
    private static final int RANDOM_UUID = 4;

    private static final int VARIANT = 2;
    /** Of records in share groups: available, acquired, acknowledged, archived (KIP-932). */
    private static final Set<Byte> DELIVERY_STATES = Set.of((byte) 0, (byte) 1, (byte) 2, (byte) 4);

    private static final UUID ZERO = new UUID(0, 0);

    private final Map<String, Object> values = new LinkedHashMap<>();

    private TellingValues(Piece piece) {
        for (LayoutEntry entry : piece.entries()) {
            if (entry.role() == LayoutRole.VALUE && entry.value() != null) {
                values.put(entry.path(), entry.value());
            }
        }
    }

    /** Whether a structure that decodes has something in it that random bytes have not, and nothing that cannot be. */
    static boolean areIn(Piece piece) {
        TellingValues values = new TellingValues(piece);
        return values.canBe() && values.tell();
    }

    private boolean canBe() {
        return values.entrySet().stream().allMatch(entry -> canBe(entry.getKey(), entry.getValue()));
    }

    private static boolean canBe(String path, Object value) {
        if (value instanceof String text) {
            return text.codePoints().noneMatch(Character::isISOControl);
        }
        if (value instanceof UUID id) {
            return id.equals(ZERO) || isRandom(id);
        }
        if (path.endsWith("DeliveryState")) {
            return value instanceof Byte state && DELIVERY_STATES.contains(state);
        }
        if (isTime(path)) {
            return value instanceof Long time
                    && (time == -1 || (time >= EARLIEST_TIMESTAMP && time < LATEST_TIMESTAMP));
        }
        return !(value instanceof Long number) || path.endsWith("Hash") || (number >= -1 && number < HIGHEST_NUMBER);
    }

    private boolean tell() {
        return values.entrySet().stream()
                .anyMatch(entry -> isTime(entry.getKey())
                        || (entry.getKey().endsWith("DeliveryCount")
                                && entry.getValue() instanceof Short count
                                && count > 0)
                        || (entry.getValue() instanceof String text
                                && NAME.matcher(text).matches())
                        || (entry.getValue() instanceof UUID id && isRandom(id)));
    }

    private static boolean isTime(String path) {
        return path.endsWith("imestamp") || path.endsWith("TimestampMs");
    }

    private static boolean isRandom(UUID id) {
        return id.version() == RANDOM_UUID && id.variant() == VARIANT;
    }
}
