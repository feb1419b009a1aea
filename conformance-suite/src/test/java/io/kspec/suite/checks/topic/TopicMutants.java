package io.kspec.suite.checks.topic;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that create and delete topics wrongly. */
final class TopicMutants implements AreaMutants {
    private static final String NAME = "Topics[*].Name";
    /** The error of a topic whose name is invalid. */
    private static final String INVALID = "Topics[ErrorCode=17].ErrorCode";

    private static final String CREATED = "Topics[*].";
    private static final String DELETED = "Responses[*].ErrorCode";

    private static final List<Mutant> ALL = List.of(
            mutant("S13", "CreateTopics v5 ends with a stray tag buffer", "SeaweedFS 383b6e515, 289e382cf")
                    .by(request("CreateTopics")
                            .atVersion(5)
                            .willReturn(asKafka().trailing(Bytes.fromHex("00"))))
                    .failing("create-topics.configured", "CreateTopics", "5")
                    .blaming("TaggedFields")
                    .saying("at the end"),
            mutant("S12", "CreateTopics v4 has the flexible layout of version 5", "SeaweedFS a0426ff2a, 755346e0b")
                    .by(request("CreateTopics")
                            .atVersion(4)
                            .willReturn(asKafka().inLayoutOf(5)))
                    .failing("create-topics.configured", "CreateTopics", "4")
                    .blaming("TaggedFields")
                    .saying("the layout of v5"),
            mutant(
                            "P19",
                            "a request on which the broker fails inside is not answered, such as one for a name that"
                                    + " cannot be stored",
                            "pg_kafka BUG-5, RA-3, RV-3")
                    .by(request("CreateTopics").atVersion(5).willReturn(silence()))
                    .failing("create-topics.invalid-refused", "CreateTopics", "5")
                    .saying("nothing within"),
            mutant("S13b", "CreateTopics v5 reads no topics, and answers for none", "SeaweedFS 383b6e515, 289e382cf")
                    .by(request("CreateTopics")
                            .atVersion(5)
                            .willReturn(asKafka().asIfAsked("Topics", List.of())))
                    .failing("create-topics.creates", "CreateTopics", "5")
                    .blaming("Topics")
                    .saying("expected 1 entry in Topics"),
            mutant("S50", "a name that no topic can have is an offset out of range", "SeaweedFS 23316d4d1")
                    .by(request("CreateTopics").willReturn(asKafka().with(INVALID, ErrorCode.OFFSET_OUT_OF_RANGE)))
                    .failing("create-topics.invalid-refused", "CreateTopics", "0-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("found 1 OFFSET_OUT_OF_RANGE"),
            mutant("P24b", "any name is taken that is not empty", "pg_kafka CONF-4")
                    .by(request("CreateTopics").willReturn(asKafka().with(INVALID, ErrorCode.NONE)))
                    .failing("create-topics.invalid-refused", "CreateTopics", "0-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("INVALID_TOPIC_EXCEPTION"),
            invented("K6", "a topic that exists is created again")
                    .by(request("CreateTopics").willReturn(asKafka().with(CREATED + "ErrorCode", ErrorCode.NONE)))
                    .failing("create-topics.existing-refused", "CreateTopics", "0-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("TOPIC_ALREADY_EXISTS, found 0 NONE"),
            invented("K7", "of several topics those that are refused are left out")
                    .by(request("CreateTopics").willReturn(asKafka().without("Topics[ErrorCode=36]")))
                    .failing("create-topics.several-answered", "CreateTopics", "0-7")
                    .blaming("Topics")
                    .saying("expected 2 entries in Topics"),
            invented("K8", "the answer counts no partitions")
                    .by(request("CreateTopics").willReturn(asKafka().with(CREATED + "NumPartitions", -1)))
                    .failing("create-topics.tells-what-was-made", "CreateTopics", "5-7")
                    .blaming("Topics[0].NumPartitions")
                    .saying("= 3, found -1"),
            invented("K9", "the answer has no topic id")
                    .by(request("CreateTopics").willReturn(asKafka().with(CREATED + "TopicId", KafkaUuid.ZERO)))
                    .failing("create-topics.tells-what-was-made", "CreateTopics", "7")
                    .blaming("Topics[0].TopicId")
                    .saying("is not zero"),
            invented("K10", "what is only to be validated is created")
                    .by(request("CreateTopics").willReturn(asKafka().asIfAsked("validateOnly", false)))
                    .failing("create-topics.validate-only", "CreateTopics", "1-7")
                    .blaming("Metadata", "Topics[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K11", "-1 partitions are too few")
                    .by(request("CreateTopics")
                            .where(CREATED + "NumPartitions", -1)
                            .willReturn(asKafka().with(CREATED + "ErrorCode", ErrorCode.INVALID_PARTITIONS)))
                    .failing("create-topics.defaults", "CreateTopics", "4-7")
                    .blaming("Topics[0].ErrorCode")
                    .saying("found 37 INVALID_PARTITIONS"),
            invented("K12", "topics cannot be deleted")
                    .by(request("DeleteTopics").willReturn(asKafka().with(DELETED, ErrorCode.TOPIC_DELETION_DISABLED)))
                    .failing("delete-topics.deletes", "DeleteTopics", "0-6")
                    .blaming("Responses[0].ErrorCode")
                    .saying("found 73 TOPIC_DELETION_DISABLED"),
            invented("K13", "deleting a topic that does not exist succeeds")
                    .by(request("DeleteTopics").willReturn(asKafka().with(DELETED, ErrorCode.NONE)))
                    .failing("delete-topics.unknown-refused", "DeleteTopics", "0-6")
                    .blaming("Responses[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K14", "an id of no topic is refused as a name of no topic is")
                    .by(request("DeleteTopics")
                            .atVersion(6)
                            .where(NAME, null)
                            .willReturn(asKafka().with(DELETED, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .failing("delete-topics.by-id", "DeleteTopics", "6")
                    .blaming("Responses[0].ErrorCode")
                    .saying("UNKNOWN_TOPIC_ID, found 3"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
