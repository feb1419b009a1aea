package io.kspec.mock.group.classic;

import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.TopicPartition;
import java.util.function.Predicate;

/**
 * When the committed offsets of a group expire (KIP-211): a retention after the last member left, or after the commit if there has
 * never been a member or no consumer of a stable group has subscribed to the topic. All others do not expire. A client of
 * OffsetCommit v2 to v4 may have said how long an offset is to be kept.
 */
final class OffsetExpiry {
    private final GroupState state;
    private final Predicate<String> subscribed;
    private final long retentionMs;

    OffsetExpiry(GroupState state, long retentionMs) {
        this.state = state;
        this.subscribed = state instanceof Stable ? Subscription.of(state) : topic -> false;
        this.retentionMs = retentionMs;
    }

    /** When an offset expires, in milliseconds since the epoch; {@link Long#MAX_VALUE} if it does not. */
    long of(TopicPartition partition, CommittedOffset committed) {
        boolean expires = state instanceof Empty
                || (state instanceof Stable
                        && Subscription.isOfConsumers(state)
                        && !subscribed.test(partition.topic()));
        return expires ? committed.expireTimestampMs().orElse(retainedUntilMs(committed)) : Long.MAX_VALUE;
    }

    private long retainedUntilMs(CommittedOffset committed) {
        boolean hadMembers = state.generation().protocolType() != null;
        long fromMs = state instanceof Empty empty && hadMembers ? empty.sinceMs() : committed.commitTimestampMs();
        return fromMs > Long.MAX_VALUE - retentionMs ? Long.MAX_VALUE : fromMs + retentionMs;
    }
}
