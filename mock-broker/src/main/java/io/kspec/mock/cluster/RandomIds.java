package io.kspec.mock.cluster;

import io.kspec.protocol.KafkaUuid;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Generates ids as Kafka does: none is reserved, and none begins with a dash in base64. The same seed generates the
 * same ids.
 */
public final class RandomIds implements Supplier<UUID> {
    private final Random random;

    public RandomIds(long seed) {
        random = new Random(seed);
    }

    @Override
    public UUID get() {
        UUID id = draw();
        while (id.getMostSignificantBits() == 0 || KafkaUuid.format(id).startsWith("-")) {
            id = draw();
        }
        return id;
    }

    /** Generates a UUID of version 4. */
    private UUID draw() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(0xC0L << 56)) | (0x80L << 56);
        return new UUID(high, low);
    }
}
