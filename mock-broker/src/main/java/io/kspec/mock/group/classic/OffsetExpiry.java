package io.kspec.mock.group.classic;

import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.TopicPartition;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * When the committed offsets of a group expire (KIP-211): a retention after the last member left, or after the commit if there has
 * never been a member or no consumer of a stable group has subscribed to the topic. All others do not expire. A client of
 * OffsetCommit v2 to v4 may have said how long an offset is to be kept.
 */
final class OffsetExpiry {
    private final Predicate<String> expires;
    private final OptionalLong emptySinceMs;
    private final long retentionMs;

    private OffsetExpiry(Predicate<String> expires, OptionalLong emptySinceMs, long retentionMs) {
        this.expires = expires;
        this.emptySinceMs = emptySinceMs;
        this.retentionMs = retentionMs;
    }

    /** The expiry in a classic group. */
    static OffsetExpiry of(GroupState state, long retentionMs) {
        if (state instanceof Empty empty) {
            boolean hadMembers = state.generation().protocolType() != null;
            return new OffsetExpiry(
                    topic -> true, hadMembers ? OptionalLong.of(empty.sinceMs()) : OptionalLong.empty(), retentionMs);
        }
        boolean isOfConsumers = state instanceof Stable && Subscription.isOfConsumers(state);
        return isOfConsumers
                ? afterCommit(Subscription.of(state), retentionMs)
                : new OffsetExpiry(topic -> false, OptionalLong.empty(), retentionMs);
    }

    /** The expiry in a group whose offsets are kept while it subscribes to their topics, and then count from the commit. */
    static OffsetExpiry afterCommit(Predicate<String> subscribed, long retentionMs) {
        return new OffsetExpiry(subscribed.negate(), OptionalLong.empty(), retentionMs);
    }

    /** When an offset expires, in milliseconds since the epoch; {@link Long#MAX_VALUE} if it does not. */
    long ofOffset(TopicPartition partition, CommittedOffset committed) {
        return expires.test(partition.topic())
                ? committed.expireTimestampMs().orElse(retainedUntilMs(committed))
                : Long.MAX_VALUE;
    }

    private long retainedUntilMs(CommittedOffset committed) {
        long fromMs = emptySinceMs.orElse(committed.commitTimestampMs());
        return fromMs > Long.MAX_VALUE - retentionMs ? Long.MAX_VALUE : fromMs + retentionMs;
    }
}
