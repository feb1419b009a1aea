package io.kspec.mock.group.consumer;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes up member ids, in the form of Kafka's: a UUID in Base64. */
final class MemberIds {
    private final Supplier<UUID> ids;

    MemberIds(Supplier<UUID> ids) {
        this.ids = ids;
    }

    String next() {
        UUID id = ids.get();
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
