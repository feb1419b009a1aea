package io.kspec.suite.checks.consumer;

import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.UUID;

/** A topic that members of a group subscribe to. */
record ConsumerTopic(String name, UUID id) {
    /** A new topic. */
    static ConsumerTopic of(Case test, int partitions) {
        String name = test.topicOfExactly(partitions);
        return new ConsumerTopic(name, new PartitionClient(test, name, 0).topicId());
    }
}
