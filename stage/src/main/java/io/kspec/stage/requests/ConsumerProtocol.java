package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol that consumers embed in JoinGroup and SyncGroup: an int16 version, then the message. */
public final class ConsumerProtocol {
    private ConsumerProtocol() {}

    /**
     * What a consumer tells the leader as its metadata.
     *
     * @param version that of the definition ConsumerProtocolSubscription
     */
    public static Bytes subscription(int version, List<String> topics, @Nullable Bytes userData) {
        return embedded(
                version,
                Message.builder(Catalog.standard().data("ConsumerProtocolSubscription", version))
                        .set("Topics", topics)
                        .set("UserData", userData)
                        .build());
    }

    /**
     * What the leader assigns to a consumer.
     *
     * @param version that of the definition ConsumerProtocolAssignment
     */
    public static Bytes assignment(int version, Map<String, List<Integer>> partitions) {
        return embedded(
                version,
                Message.builder(Catalog.standard().data("ConsumerProtocolAssignment", version))
                        .setEach("AssignedPartitions", partitions.entrySet(), (entry, topic) -> entry.set(
                                        "Topic", topic.getKey())
                                .set("Partitions", topic.getValue()))
                        .build());
    }

    private static Bytes embedded(int version, Message body) {
        return Bytes.copyOf(ByteBuffer.allocate(Short.BYTES).putShort(0, (short) version))
                .concat(Codec.encode(body));
    }
}
