package io.kspec.mock.fetch;

import io.kspec.mock.log.EpochHistory.EpochEnd;
import io.kspec.protocol.message.MessageBuilder;

/** What a consumer has to do before it can read a partition. Kafka then answers immediately, with no records and no error. */
sealed interface Detour {
    /**
     * The log has other records than the consumer has read: from this end of the epoch on, they differ (KIP-595).
     *
     * @param end the largest common epoch, and the offset after its last record
     */
    record Truncate(EpochEnd end) implements Detour {
        @Override
        public void fill(MessageBuilder partition) {
            partition.setStruct(
                    "DivergingEpoch",
                    diverging -> diverging.set("Epoch", end.epoch()).set("EndOffset", end.endOffset()));
        }
    }

    /**
     * The consumer should read from a follower in its rack (KIP-392).
     *
     * @param replica the follower's node id
     */
    record ReadElsewhere(int replica) implements Detour {
        @Override
        public void fill(MessageBuilder partition) {
            partition.set("PreferredReadReplica", replica);
        }
    }

    /** Tells the consumer in the partition's entry of the response. */
    void fill(MessageBuilder partition);
}
