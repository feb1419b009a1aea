package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits, within the time for reading, until Metadata shows what a change brought: Kafka's brokers learn of it a moment later. */
final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** The topic's part of Metadata, once it is there without error and with all partitions. */
    static Message inMetadata(Case it, String topic, int partitions) {
        Answer answer = await(it, topic, found -> {
            Message entry = entry(found);
            return entry.getShort("ErrorCode") == 0
                    && entry.getStructs("Partitions").size() == partitions;
        });
        answer.expectError("Topics[0].ErrorCode", ErrorCode.NONE).expectSize("Topics[0].Partitions", partitions);
        return entry(answer);
    }

    /** Expects that the topic becomes unknown. */
    static void notInMetadata(Case it, String topic) {
        await(it, topic, found -> entry(found).getShort("ErrorCode") == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code())
                .expectError("Topics[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    private static Answer await(Case it, String topic, Predicate<Answer> holds) {
        long end = System.nanoTime() + it.stage().settings().readTimeout().toNanos();
        Answer answer = ask(it, topic);
        while (!holds.test(answer) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask(it, topic);
        }
        return answer;
    }

    private static Answer ask(Case it, String topic) {
        return it.ask("Metadata", body -> body.add("Topics", entry -> entry.set("Name", topic))
                        .setIfPresent("AllowAutoTopicCreation", false))
                .expectSize("Topics", 1);
    }

    private static Message entry(Answer answer) {
        return answer.body().getStructs("Topics").get(0);
    }
}
