package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.function.Predicate;

/** Waits until Metadata shows a change, at most for the read timeout: Kafka's brokers learn of changes a moment later. */
final class Eventually {
    private Eventually() {}

    /** Returns the topic's entry in Metadata once it has no error and all partitions. */
    static Message inMetadata(Case test, String topic, int partitions) {
        Answer answer = await(test, topic, found -> {
            Message entry = entry(found);
            return entry.getShort("ErrorCode") == 0
                    && entry.getStructs("Partitions").size() == partitions;
        });
        answer.expectError("Topics[0].ErrorCode", ErrorCode.NONE).expectSize("Topics[0].Partitions", partitions);
        return entry(answer);
    }

    /** Expects the topic to become unknown. */
    static void notInMetadata(Case test, String topic) {
        await(test, topic, found -> entry(found).getShort("ErrorCode") == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code())
                .expectError("Topics[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    private static Answer await(Case test, String topic, Predicate<Answer> holds) {
        return Await.of("Metadata of " + topic, test.stage().settings().readTimeout())
                .last(() -> ask(test, topic), holds);
    }

    private static Answer ask(Case test, String topic) {
        return test.ask(MetadataRequests.topics(topic)).expectSize("Topics", 1);
    }

    private static Message entry(Answer answer) {
        return answer.body().getStructs("Topics").get(0);
    }
}
