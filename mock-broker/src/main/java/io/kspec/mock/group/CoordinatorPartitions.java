package io.kspec.mock.group;

/**
 * Which partition of an internal topic a key belongs to: a group id to one of {@code __consumer_offsets}, a transactional id to
 * one of {@code __transaction_state}. The partition's leader coordinates the group or the transactions.
 */
public final class CoordinatorPartitions {
    /** {@code offsets.topic.num.partitions} and {@code transaction.state.log.num.partitions}. */
    public static final int COUNT = 50;

    private CoordinatorPartitions() {}

    /** The partition of a key, by Kafka's hash. */
    public static int of(String key) {
        int hash = key.hashCode();
        return (hash == Integer.MIN_VALUE ? 0 : Math.abs(hash)) % COUNT;
    }
}
