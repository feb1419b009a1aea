package io.kspec.suite.checks.topic;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that add and describe partitions wrongly. */
final class PartitionMutants implements AreaMutants {
    private static final String CREATED = "Results[*].ErrorCode";
    private static final String BLAMED = "Results[0].ErrorCode";

    private static final List<Mutant> ALL = List.of(
            mutant("P24c", "a topic can be given the partitions that it has", "pg_kafka CONF-4")
                    .by(request("CreatePartitions").willReturn(asKafka().with(CREATED, ErrorCode.NONE)))
                    .failing("create-partitions.no-more-refused", "CreatePartitions", "0-3")
                    .blaming(BLAMED)
                    .saying("INVALID_PARTITIONS, found 0 NONE"),
            invented("K269", "partitions are not created")
                    .by(request("CreatePartitions").willReturn(asKafka().asIfAsked("ValidateOnly", true)))
                    .failing("create-partitions.grows", "CreatePartitions", "0-3")
                    .blaming("Metadata", "Topics[0].Partitions")
                    .saying("expected 3 entries"),
            invented("K270", "what is only to be validated is created")
                    .by(request("CreatePartitions").willReturn(asKafka().asIfAsked("ValidateOnly", false)))
                    .failing("create-partitions.validate-only", "CreatePartitions", "0-3")
                    .blaming("Metadata", "Topics[0].Partitions")
                    .saying("expected 1 entry"),
            invented("K271", "a topic that does not exist can be given partitions")
                    .by(request("CreatePartitions").willReturn(asKafka().with(CREATED, ErrorCode.NONE)))
                    .failing("create-partitions.unknown-topic-refused", "CreatePartitions", "0-3")
                    .blaming(BLAMED)
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K272", "a partition can be assigned to a broker that does not exist")
                    .by(request("CreatePartitions").willReturn(asKafka().with(CREATED, ErrorCode.NONE)))
                    .failing("create-partitions.impossible-assignment-refused", "CreatePartitions", "0-3")
                    .blaming(BLAMED)
                    .saying("INVALID_REPLICA_ASSIGNMENT, found 0 NONE"),
            invented("K273", "a new partition has no leader")
                    .by(request("Metadata")
                            .willReturn(asKafka().with("Topics[*].Partitions[PartitionIndex=2].LeaderId", -1)))
                    .failing("create-partitions.grows", "CreatePartitions", "0-3")
                    .blaming("Metadata", "Topics[0].Partitions[2].LeaderId")
                    .saying("is a broker, found -1"),
            invented("K274", "DescribeTopicPartitions shows no replica in sync")
                    .by(request("DescribeTopicPartitions")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].IsrNodes", List.of())))
                    .failing("describe-topic-partitions.as-metadata", "DescribeTopicPartitions", "0")
                    .blaming("Topics[0].Partitions[0].IsrNodes")
                    .saying("are the brokers"),
            invented("K1303", "nothing may be done with a topic, says DescribeTopicPartitions")
                    .by(request("DescribeTopicPartitions")
                            .willReturn(asKafka().with("Topics[*].TopicAuthorizedOperations", 0)))
                    .failing("describe-topic-partitions.operations", "DescribeTopicPartitions", "0")
                    .blaming("Topics[0].TopicAuthorizedOperations")
                    .saying("found 0"),
            invented("K1310", "a replica that is in sync is eligible as a leader, too")
                    .by(request("DescribeTopicPartitions")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].EligibleLeaderReplicas", List.of(1))))
                    .failing("describe-topic-partitions.replicas-make-sense", "DescribeTopicPartitions", "0")
                    .blaming("Topics[0].Partitions[0].EligibleLeaderReplicas")
                    .saying("not in sync, found [1]"),
            invented("K908", "DescribeTopicPartitions shows an epoch of the leader that is to come")
                    .by(request("DescribeTopicPartitions")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].LeaderEpoch", 1)))
                    .failing("describe-topic-partitions.as-metadata", "DescribeTopicPartitions", "0")
                    .blaming("Topics[0].Partitions[0].LeaderEpoch")
                    .saying("= 0, found 1"),
            invented("K275", "a page of partitions has no cursor")
                    .by(request("DescribeTopicPartitions").willReturn(asKafka().with("NextCursor", null)))
                    .failing("describe-topic-partitions.cursor", "DescribeTopicPartitions", "0")
                    .blaming("Topics")
                    .saying("each of the partitions"),
            invented("K276", "the cursor of a request is ignored")
                    .by(request("DescribeTopicPartitions").willReturn(asKafka().asIfAsked("Cursor", null)))
                    .failing("describe-topic-partitions.cursor", "DescribeTopicPartitions", "0")
                    .blaming("Topics")
                    .saying("once"),
            invented("K277", "DescribeTopicPartitions leaves out a topic that does not exist")
                    .by(request("DescribeTopicPartitions").willReturn(asKafka().without("Topics[ErrorCode=3]")))
                    .failing("describe-topic-partitions.unknown-topic-answered", "DescribeTopicPartitions", "0")
                    .blaming("Topics")
                    .saying("expected 1 entry in Topics"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
