package io.kspec.suite.checks.topic;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.UUID;

/** Brokers that make do with a constant, or with the first topic or partition, and take what they do not understand. */
final class LazyTopicMutants implements AreaMutants {
    private static final String FETCHED = "Responses[*].Partitions[*].ErrorCode";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].ErrorCode";
    private static final UUID ID = new UUID(1, 1);
    private static final int SOMEBODY = 0x4fd297f2;

    private static final List<Mutant> ALL = List.of(
            invented("K304", "a topic may have no partitions")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=37].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.no-partitions-refused", "CreateTopics", "0-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("INVALID_PARTITIONS, found 0 NONE"),
            invented("K305", "a topic may have more replicas than there are brokers")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=38].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.too-many-replicas-refused", "CreateTopics", "0-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("INVALID_REPLICATION_FACTOR, found 0 NONE"),
            invented("K306", "a topic may have any configuration")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=40].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.unknown-config-refused", "CreateTopics", "0-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("INVALID_CONFIG, found 0 NONE"),
            invented("K311", "only the first partitions have leaders")
                    .by(request("Metadata")
                            .willReturn(asKafka()
                                    .with("Topics[*].Partitions[PartitionIndex=2].IsrNodes", List.of(SOMEBODY))))
                    .failing("metadata.leaders-are-brokers", "Metadata", "0-13")
                    .blaming("Topics[0].Partitions[2].IsrNodes")
                    .saying("are all among the brokers"),
            invented("K312", "of all topics the first alone is shown")
                    .by(request("Metadata")
                            .where("Topics", null)
                            .willReturn(asKafka().without("Topics[1]")))
                    .speaking("Metadata", "8")
                    .failing("metadata.null-means-all-topics", "Metadata", "8")
                    .blaming("Topics")
                    .saying("among all topics"),
            invented("K313", "all topics have the same id")
                    .by(request("Metadata")
                            .atVersions(10, 11)
                            .willReturn(asKafka().with("Topics[*].TopicId", ID)))
                    .failing("metadata.topic-has-an-id", "Metadata", "10-11")
                    .blaming("Topics[0].TopicId")
                    .saying("is another than that of topic"),
            invented("K314", "of each topic the first partition alone is shown")
                    .by(request("Metadata")
                            .atVersion(9)
                            .willReturn(asKafka().without("Topics[*].Partitions[PartitionIndex=1]"))
                            .onNth(2))
                    .failing("metadata.all-topics-answered", "Metadata", "9")
                    .blaming("Topics[1].Partitions")
                    .saying("expected 2 entries"),
            invented("K315", "the id of a new topic is made up for the answer")
                    .by(request("CreateTopics").willReturn(asKafka().with("Topics[*].TopicId", ID)))
                    .failing("create-topics.tells-what-was-made", "CreateTopics", "7")
                    .blaming("Topics[0].TopicId")
                    .saying("TopicId = "),
            invented("K316", "where one of several topics is refused, none is created, whatever the answer says")
                    .by(request("CreateTopics")
                            .atVersion(4)
                            .willReturn(asKafka().asIfAsked("validateOnly", true))
                            .onNth(2))
                    .failing("create-topics.several-answered", "CreateTopics", "4")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("= 0 NONE, found 3"),
            invented("K317", "configurations of new topics are forgotten")
                    .by(request("CreateTopics").willReturn(asKafka().asIfAsked("Topics[*].Configs", List.of())))
                    .failing("create-topics.configured", "CreateTopics", "0-7")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("= compact, found delete"),
            invented("K334", "what is only to be validated is always fine")
                    .by(request("CreateTopics")
                            .where("validateOnly", true)
                            .willReturn(asKafka().with("Topics[*].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.validate-only", "CreateTopics", "1-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("TOPIC_ALREADY_EXISTS, found 0 NONE"),
            invented("K335", "the id of a topic is made of its name")
                    .by(request("Metadata")
                            .atVersions(10, 11)
                            .willReturn(asKafka().with("Topics[*].TopicId", ID)))
                    .failing("metadata.recreated-topic-has-new-id", "Metadata", "10-11")
                    .blaming("Topics[0].TopicId")
                    .saying("is another than that of the deleted topic"),
            invented("K485", "only the client that has created a topic sees it")
                    .by(request("Metadata")
                            .willReturn(asKafka().with("Topics[*].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .speaking("CreateTopics", "7")
                    .failing("create-topics.other-clients-see-it", "CreateTopics", "7")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("= 0 NONE, found 3"),
            invented("K336", "of several topics to delete, the last is left out")
                    .by(request("DeleteTopics").willReturn(asKafka().without("Responses[2]")))
                    .failing("delete-topics.several-answered", "DeleteTopics", "0-6")
                    .blaming("Responses")
                    .saying("expected 3 entries"),
            invented("K446", "the id of a deleted topic leads to the new topic of its name")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED, ErrorCode.NONE)))
                    .failing("fetch.id-of-deleted-topic-refused", "Fetch", "13-18")
                    .blaming("Responses[0].Partitions[0].ErrorCode")
                    .saying(
                            "UNKNOWN_TOPIC_ID or 3 UNKNOWN_TOPIC_OR_PARTITION or 103 INCONSISTENT_TOPIC_ID, found 0 NONE"),
            invented("K447", "what is written to a deleted topic is stored in the new topic of its name")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED, ErrorCode.NONE)))
                    .failing("produce.id-of-deleted-topic-refused", "Produce", "13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("INCONSISTENT_TOPIC_ID, found 0 NONE"),
            invented("K492", "a topic of which nothing is said is not created")
                    .by(request("CreateTopics")
                            .atVersion(5)
                            .where("Topics[*].NumPartitions", -1)
                            .willReturn(aResponse().error(ErrorCode.NONE)))
                    .failing("create-topics.defaults", "CreateTopics", "5")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("0 NONE, found 3 UNKNOWN_TOPIC_OR_PARTITION"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
