package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ConsumerProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subscriptions to one topic that consumers send as their metadata. */
public final class Subscription {
    private Subscription() {}

    /** A version 0 subscription to one topic without user data, like those of Sarama and kafka-go. */
    public static Bytes to(String topic) {
        return bytes(0, topic, null);
    }

    /**
     * A subscription to one topic.
     *
     * @param version the version of the definition ConsumerProtocolSubscription
     */
    public static Bytes bytes(int version, String topic, @Nullable Bytes userData) {
        return ConsumerProtocol.subscription(version, List.of(topic), userData);
    }
}
