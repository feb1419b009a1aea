package io.kspec.stage.requests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells a consumer group about itself (KIP-848).
 *
 * @param topics the names of topics that it subscribes to; null if it does not tell
 * @param regex the regular expression of topics that it subscribes to, sent from version 1 on; null if it does not tell
 * @param rebalanceTimeoutMs how long it may take to give up partitions; -1 if it does not tell
 * @param assignor the server-side assignor that it prefers; null if it does not tell
 * @param rackId the rack that it is in; null if it does not tell
 */
public record ConsumerOffer(
        @Nullable List<String> topics,
        @Nullable String regex,
        int rebalanceTimeoutMs,
        @Nullable String assignor,
        @Nullable String rackId) {
    /** Long enough for a member that is not in a hurry. */
    private static final int REBALANCE_TIMEOUT_MS = 300_000;

    public ConsumerOffer {
        topics = topics == null ? null : List.copyOf(topics);
    }

    /** A subscription to topics by name. */
    public static ConsumerOffer of(String... topics) {
        return new ConsumerOffer(List.of(topics), null, REBALANCE_TIMEOUT_MS, null, null);
    }

    /** A subscription to topics by regular expression. */
    public static ConsumerOffer matching(String regex) {
        return new ConsumerOffer(null, regex, REBALANCE_TIMEOUT_MS, null, null);
    }

    /** This offer with a preferred assignor. */
    public ConsumerOffer preferring(@Nullable String name) {
        return new ConsumerOffer(topics, regex, rebalanceTimeoutMs, name, rackId);
    }

    /** This offer with another rebalance timeout. */
    public ConsumerOffer within(int timeoutMs) {
        return new ConsumerOffer(topics, regex, timeoutMs, assignor, rackId);
    }
}
