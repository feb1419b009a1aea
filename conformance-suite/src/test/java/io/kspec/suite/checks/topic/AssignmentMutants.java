package io.kspec.suite.checks.topic;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.UUID;

/** Brokers that place replicas elsewhere than they were told, or create topics that cannot be. */
final class AssignmentMutants implements AreaMutants {
    private static final String CREATED = "Topics[0].ErrorCode";
    private static final String GROWN = "Results[0].ErrorCode";
    private static final String REPLICAS = "Topics[0].Partitions[1].ReplicaNodes";

    private static final List<Mutant> ALL = List.of(
            invented("K470", "all partitions have the replicas of the first one")
                    .onBrokers(3)
                    .by(request("CreateTopics")
                            .willReturn(asKafka().asIfAsked("Topics[*].Assignments[*].BrokerIds", List.of(1, 3))))
                    .failing("create-topics.assigned", "CreateTopics", "0-7")
                    .blaming("Metadata", REPLICAS)
                    .saying("= [3, 1], found [1, 3]"),
            invented("K471", "any assignment of replicas is possible")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=39].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.impossible-assignment-refused", "CreateTopics", "0-7")
                    .blaming(CREATED)
                    .saying("INVALID_REPLICA_ASSIGNMENT, found 0 NONE"),
            invented("K472", "counts next to assignments are ignored")
                    .by(request("CreateTopics")
                            .willReturn(asKafka()
                                    .asIfAsked("Topics[*].NumPartitions", -1)
                                    .asIfAsked("Topics[*].ReplicationFactor", -1)))
                    .failing("create-topics.count-and-assignment-refused", "CreateTopics", "0-7")
                    .blaming(CREATED)
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K473", "new partitions are where the broker wants them")
                    .onBrokers(3)
                    .by(request("CreatePartitions")
                            .willReturn(asKafka().asIfAsked("Topics[*].Assignments[*].BrokerIds", List.of(2))))
                    .failing("create-partitions.assigned", "CreatePartitions", "0-3")
                    .blaming("Metadata", REPLICAS)
                    .saying("= [3], found [2]"),
            invented("K474", "partitions without an assignment are placed anywhere")
                    .by(request("CreatePartitions").willReturn(asKafka().with("Results[*].ErrorCode", ErrorCode.NONE)))
                    .failing("create-partitions.assignment-count-refused", "CreatePartitions", "0-3")
                    .blaming(GROWN)
                    .saying("INVALID_REPLICA_ASSIGNMENT, found 0 NONE"),
            invented("K475", "where one topic is rejected, none grows, whatever the answer says")
                    .by(request("CreatePartitions").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("create-partitions.other-topics-grow", "CreatePartitions", "0-3")
                    .blaming("Metadata", "Topics[0].Partitions")
                    .saying("expected 2 entries"),
            invented("K476", "the answer has no configuration")
                    .by(request("CreateTopics").willReturn(asKafka().with("Topics[*].Configs", List.of())))
                    .failing("create-topics.tells-the-configuration", "CreateTopics", "5-7")
                    .blaming("Topics[0].Configs")
                    .saying("an entry for cleanup.policy"),
            invented("K906", "the answer tells all configurations as defaults")
                    .by(request("CreateTopics").willReturn(asKafka().with("Topics[*].Configs[*].ConfigSource", 5)))
                    .failing("create-topics.tells-the-configuration", "CreateTopics", "5-7")
                    .blaming("Topics[0].Configs[0].ConfigSource")
                    .saying("= 1, found 5"),
            invented("K477", "values of configurations are not looked at")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=40].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.impossible-value-refused", "CreateTopics", "0-7")
                    .blaming(CREATED)
                    .saying("INVALID_CONFIG, found 0 NONE"),
            invented("K478", "a topic that is named twice is created once")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=42].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.repeated-name-refused", "CreateTopics", "0-7")
                    .blaming(CREATED)
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K479", "a name may be of any length")
                    .by(request("CreateTopics")
                            .willReturn(asKafka().with("Topics[ErrorCode=17].ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.name-length", "CreateTopics", "0-7")
                    .blaming(CREATED)
                    .saying("INVALID_TOPIC_EXCEPTION, found 0 NONE"),
            invented("K480", "the limit of a page is ignored")
                    .by(request("DescribeTopicPartitions")
                            .willReturn(asKafka().asIfAsked("ResponsePartitionLimit", 2_000)))
                    .failing("describe-topic-partitions.limit-is-kept", "DescribeTopicPartitions", "0")
                    .blaming("Topics[0].Partitions")
                    .saying("expected 2 entries"),
            invented("K481", "DescribeTopicPartitions has ids of its own")
                    .by(request("DescribeTopicPartitions")
                            .willReturn(asKafka().with("Topics[*].TopicId", new UUID(1, 1))))
                    .failing("describe-topic-partitions.topic-id", "DescribeTopicPartitions", "0")
                    .blaming("Topics[0].TopicId")
                    .saying("TopicId = "));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
