package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What consumers tell their leader as a member's metadata: the embedded consumer protocol, its version before it. */
public final class Subscription {
    private Subscription() {}

    /** A subscription to one topic, of version 0 and without user data, as Sarama's and kafka-go's are. */
    public static Bytes to(String topic) {
        return bytes(0, topic, null);
    }

    /**
     * A subscription to one topic.
     *
     * @param version that of the definition ConsumerProtocolSubscription
     */
    public static Bytes bytes(int version, String topic, @Nullable Bytes userData) {
        Message body = Message.builder(Catalog.standard().data("ConsumerProtocolSubscription", version))
                .set("Topics", List.of(topic))
                .set("UserData", userData)
                .build();
        return Bytes.copyOf(ByteBuffer.allocate(Short.BYTES).putShort(0, (short) version))
                .concat(Codec.encode(body));
    }
}
