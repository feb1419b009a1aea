package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;
import java.util.function.Predicate;

/** Waits until Metadata shows a change, at most for the read timeout: Kafka's brokers learn of changes a moment later. */
final class Eventually {
    /** The first version with AllowAutoTopicCreation (message definition MetadataRequest). */
    private static final int FIRST_WITHOUT_CREATING = 4;

    private Eventually() {}

    /** Returns the topic's entry in Metadata once it has no error and all partitions. */
    static Message inMetadata(Case test, String topic, int partitions) {
        return inMetadata(test, test.connection(), topic, partitions);
    }

    /** Expects that Metadata shows the topic with a partition, at least. */
    static void inMetadata(Case test, String topic) {
        Answer answer = await(test, topic, found -> !isUnknown(found, topic));
        String entry = MetadataEntries.topic(answer, topic);
        answer.expectError(entry + "ErrorCode", ErrorCode.NONE)
                .expect(entry + "Partitions", "has at least one partition", shown -> !((List<?>) shown).isEmpty());
    }

    /** As {@link #inMetadata(Case, String, int)}, over a connection. */
    static Message inMetadata(Case test, Connection connection, String topic, int partitions) {
        Answer answer = await(test, connection, topic, found -> MetadataEntries.find(found, topic)
                .filter(entry -> found.number(entry + "ErrorCode") == ErrorCode.NONE.code()
                        && found.list(entry + "Partitions").size() == partitions)
                .isPresent());
        String entry = MetadataEntries.topic(answer, topic);
        answer.expectError(entry + "ErrorCode", ErrorCode.NONE).expectSize(entry + "Partitions", partitions);
        return (Message) answer.get(entry.substring(0, entry.length() - 1));
    }

    /** Expects the topic to become unknown. */
    static void notInMetadata(Case test, String topic) {
        expectUnknown(await(test, topic, answer -> isUnknown(answer, topic)), topic);
    }

    /** Expects that a Metadata response does not show a topic: it has an error there or, where others are told, no entry. */
    static void expectUnknown(Answer metadata, String topic) {
        if (!isUnknown(metadata, topic)) {
            metadata.expectError(
                    MetadataEntries.topic(metadata, topic) + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    /** Asks for a topic, or for all where the target would create one that is asked for by its name. */
    static ClientRequest withoutCreating(Case test, String topic) {
        return test.version("Metadata") < FIRST_WITHOUT_CREATING
                ? MetadataRequests.allTopics()
                : MetadataRequests.topics(topic);
    }

    private static boolean isUnknown(Answer metadata, String topic) {
        return MetadataEntries.find(metadata, topic)
                .filter(entry -> metadata.number(entry + "ErrorCode") == ErrorCode.NONE.code())
                .isEmpty();
    }

    /** Asks until the answer is as expected, and returns the last one. */
    static Answer await(Case test, String topic, Predicate<Answer> holds) {
        return await(test, test.connection(), topic, holds);
    }

    private static Answer await(Case test, Connection connection, String topic, Predicate<Answer> holds) {
        return Await.of("Metadata of " + topic, test.stage().settings().readTimeout())
                .last(() -> test.ask(connection, MetadataRequests.topics(topic)), holds);
    }
}
