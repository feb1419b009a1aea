package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ConsumerProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subscriptions to one topic that consumers send as their metadata. */
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
        return ConsumerProtocol.subscription(version, List.of(topic), userData);
    }
}
