package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** Checks of topics that were deleted and created again under their names: their old ids mean nothing any more. */
class RecreatedTopicChecks {
    private static final int TIMEOUT_MS = 10_000;
    private static final String BY_ID = "13+";
    /** Clients refresh their metadata on any of these. */
    private static final ErrorCode[] UNKNOWN = {
        ErrorCode.UNKNOWN_TOPIC_ID, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ErrorCode.INCONSISTENT_TOPIC_ID
    };

    @ConformanceTest(
            id = "fetch.id-of-deleted-topic-refused",
            api = "Fetch",
            versions = BY_ID,
            needs = {"CreateTopics", "DeleteTopics", "Metadata"},
            requirement = "A fetch by the id of a deleted topic is answered with UNKNOWN_TOPIC_ID,"
                    + " UNKNOWN_TOPIC_OR_PARTITION or INCONSISTENT_TOPIC_ID, although a new topic has its name.",
            source = "KIP-516",
            why = "A consumer would go on at its old position in a topic with other records, and skip those before it.",
            harm = Harm.DATA_LOST)
    void theIdOfADeletedTopicCannotBeFetched(Case test) {
        TopicIdentity deleted = deletedAndRecreated(test);
        test.ask(FetchRequests.fetch(FetchPosition.of(deleted, 0, 0)))
                .expectSize("Responses", 1)
                .expectError(PartitionClient.FETCHED + "ErrorCode", UNKNOWN);
    }

    @ConformanceTest(
            id = "produce.id-of-deleted-topic-refused",
            api = "Produce",
            versions = BY_ID,
            needs = {"CreateTopics", "DeleteTopics", "Metadata"},
            requirement = "A write by the id of a deleted topic is answered with UNKNOWN_TOPIC_ID,"
                    + " UNKNOWN_TOPIC_OR_PARTITION or INCONSISTENT_TOPIC_ID, although a new topic has its name.",
            source = "KIP-516; message definition ProduceRequest: TopicId",
            why = "What was meant for the deleted topic would turn up in one that only shares its name.",
            harm = Harm.DATA_LOST)
    void theIdOfADeletedTopicCannotBeWrittenTo(Case test) {
        TopicIdentity deleted = deletedAndRecreated(test);
        test.ask(ProduceRequests.produce(
                        -1,
                        TIMEOUT_MS,
                        new PartitionRecords(deleted, 0, Payload.batch(test.version(), Payload.numbered(1)))))
                .expectSize("Responses", 1)
                .expectError(PartitionClient.PRODUCED + "ErrorCode", UNKNOWN);
    }

    /**
     * A topic that was deleted, by the id that it had; a new topic has its name.
     *
     * @throws TestAbortedException if the target gives the new topic the same id
     */
    private static TopicIdentity deletedAndRecreated(Case test) {
        PartitionClient before = PartitionClient.ofNewTopic(test);
        UUID id = before.topicId();
        if (recreate(test, before.topic()).getUuid("TopicId").equals(id)) {
            throw new TestAbortedException("the target gives a topic that is created again its former id: see"
                    + " metadata.recreated-topic-has-new-id");
        }
        return TopicIdentity.of(before.topic(), id);
    }

    /** Deletes a topic and creates it again with one partition; returns its new entry in Metadata. */
    static Message recreate(Case test, String topic) {
        test.need("a deleted topic", List.of("DeleteTopics"), () -> {
            Answer deleted = test.ask(TopicRequests.delete(TIMEOUT_MS, List.of(topic)))
                    .expectError("Responses[0].ErrorCode", ErrorCode.NONE);
            Eventually.notInMetadata(test, topic);
            return deleted;
        });
        test.need("a topic that is created again", List.of("CreateTopics"), () -> test.ask(
                        TopicRequests.create(TIMEOUT_MS, NewTopic.of(topic, 1)))
                .expectError("Topics[0].ErrorCode", ErrorCode.NONE));
        return Eventually.inMetadata(test, topic, 1);
    }
}
