package io.kspec.suite.checks.transaction;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers whose transactions have the wrong partitions, groups or producers. The first epoch of a producer is 0. */
final class TransactionMembershipMutants implements AreaMutants {
    private static final String PARTITIONS = "ResultsByTopicV3AndBelow[*].ResultsByPartition[*].PartitionErrorCode";
    private static final String BLAMED = "ResultsByTopicV3AndBelow[0].ResultsByPartition[0].PartitionErrorCode";
    private static final String BATCHED =
            "ResultsByTransaction[0].TopicResults[0].ResultsByPartition[0].PartitionErrorCode";

    private static final List<Mutant> ALL = List.of(
            invented("K200", "of several topics the first alone is answered")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(0, 3)
                            .willReturn(asKafka().without("ResultsByTopicV3AndBelow[1]")))
                    .failing("add-partitions-to-txn.every-partition", "AddPartitionsToTxn", "0-3")
                    .blaming("ResultsByTopicV3AndBelow")
                    .saying("one entry for each of"),
            mutant("P32", "a negative partition is added", "pg_kafka CONF-5")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(0, 3)
                            .where("V3AndBelowTopics[*].Partitions[*]", -1)
                            .willReturn(asKafka().with(PARTITIONS, ErrorCode.NONE)))
                    .failing("add-partitions-to-txn.unknown-partition-refused", "AddPartitionsToTxn", "0-3")
                    .blaming(BLAMED)
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K201", "next to a partition that does not exist, the others are added")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(0, 3)
                            .willReturn(asKafka()
                                    .with(
                                            "ResultsByTopicV3AndBelow[*].ResultsByPartition[0].PartitionErrorCode",
                                            ErrorCode.NONE)))
                    .failing("add-partitions-to-txn.all-or-none", "AddPartitionsToTxn", "0-3")
                    .blaming(BLAMED)
                    .saying("OPERATION_NOT_ATTEMPTED, found 0 NONE"),
            invented("K201b", "next to a partition that does not exist, the others are added, and told not to be")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(0, 3)
                            .where("V3AndBelowTopics[*].Partitions[*]", NO_SUCH_PARTITION)
                            .willReturn(asKafka()
                                    .asIfAsked("V3AndBelowTopics[*].Partitions", List.of(0))
                                    .with(
                                            "ResultsByTopicV3AndBelow[*].ResultsByPartition",
                                            List.of(
                                                    result(0, ErrorCode.OPERATION_NOT_ATTEMPTED),
                                                    result(NO_SUCH_PARTITION, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))))
                    .failing("add-partitions-to-txn.all-or-none", "AddPartitionsToTxn", "0-3")
                    .blaming("EndTxn", "ErrorCode")
                    .saying("INVALID_TXN_STATE, found 0 NONE"),
            invented("K202", "a producer that was replaced adds partitions")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(0, 3)
                            .where("V3AndBelowProducerEpoch", 0)
                            .willReturn(asKafka().asIfAsked("V3AndBelowProducerEpoch", 1)))
                    .failing("add-partitions-to-txn.old-epoch-refused", "AddPartitionsToTxn", "0-3")
                    .blaming(BLAMED)
                    .saying("found 0 NONE"),
            invented("K203", "whose producer id it is, is not looked at")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(0, 3)
                            .willReturn(asKafka().with(PARTITIONS, ErrorCode.NONE)))
                    .failing("add-partitions-to-txn.wrong-producer-id-refused", "AddPartitionsToTxn", "0-3")
                    .blaming(BLAMED)
                    .saying("INVALID_PRODUCER_ID_MAPPING or 59 UNKNOWN_PRODUCER_ID, found 0 NONE"),
            invented("K204", "of several transactions the first alone is answered")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(4, 5)
                            .willReturn(asKafka().without("ResultsByTransaction[1]")))
                    .failing("add-partitions-to-txn.several-transactions", "AddPartitionsToTxn", "4-5")
                    .blaming("ResultsByTransaction")
                    .saying("expected 2 entries"),
            invented("K205", "a partition that is to be verified is added")
                    .by(request("AddPartitionsToTxn")
                            .atVersions(4, 5)
                            .willReturn(asKafka().asIfAsked("Transactions[*].VerifyOnly", false)))
                    .failing("add-partitions-to-txn.verify-only", "AddPartitionsToTxn", "4-5")
                    .blaming(BATCHED)
                    .saying("found 0 NONE"),
            invented("K206", "a group must exist before it is added")
                    .by(request("AddOffsetsToTxn")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND)))
                    .failing("add-offsets-to-txn.group-is-added", "AddOffsetsToTxn", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 69 GROUP_ID_NOT_FOUND"),
            invented("K207", "a producer that was replaced adds a group")
                    .by(request("AddOffsetsToTxn")
                            .where("ProducerEpoch", 0)
                            .willReturn(asKafka().asIfAsked("ProducerEpoch", 1)))
                    .failing("add-offsets-to-txn.old-epoch-refused", "AddOffsetsToTxn", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 0 NONE"),
            invented("K208", "whoever adds a group may do so")
                    .by(request("AddOffsetsToTxn").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("add-offsets-to-txn.wrong-producer-id-refused", "AddOffsetsToTxn", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 0 NONE"),
            invented("K227", "only groups have coordinators")
                    .by(request("FindCoordinator")
                            .atVersions(4, 6)
                            .where("KeyType", 1)
                            .willReturn(asKafka().with("Coordinators[*].ErrorCode", ErrorCode.INVALID_REQUEST)))
                    .failing("find-coordinator.transaction-has-one", "FindCoordinator", "4-6")
                    .blaming("Coordinators[0].ErrorCode")
                    .saying("found 42 INVALID_REQUEST"),
            invented("K228", "a producer that restarts gets the epoch that it had")
                    .by(request("InitProducerId").willReturn(asKafka().with("ProducerEpoch", 0)))
                    .failing("init-producer-id.same-id-next-epoch", "InitProducerId", "0-6")
                    .blaming("ProducerEpoch")
                    .saying("is more than 0, found 0"),
            invented("K229", "which epoch a producer has had is not looked at")
                    .by(request("InitProducerId")
                            .atVersions(3, 6)
                            .willReturn(asKafka().asIfAsked("ProducerId", -1).asIfAsked("ProducerEpoch", -1)))
                    .failing("init-producer-id.own-epoch-goes-on", "InitProducerId", "3-6")
                    .blaming("ErrorCode")
                    .saying("found 0 NONE"),
            mutant("P29d", "every transaction times out after 60 s, whatever the producer says", "pg_kafka RV-7")
                    .by(request("InitProducerId").willReturn(asKafka().asIfAsked("TransactionTimeoutMs", 60_000)))
                    .failing("init-producer-id.timeout-refused", "InitProducerId", "0-6")
                    .blaming("ErrorCode")
                    .saying("INVALID_TRANSACTION_TIMEOUT, found 0 NONE"),
            invented("K490", "a group that is added begins no transaction")
                    .by(request("AddOffsetsToTxn").willReturn(aResponse().error(ErrorCode.NONE)))
                    .failing("add-offsets-to-txn.group-is-added", "AddOffsetsToTxn", "0-4")
                    .blaming("EndTxn", "ErrorCode")
                    .saying("0 NONE, found 48 INVALID_TXN_STATE"),
            invented("K491", "all partitions are said to be added, and none is")
                    .by(request("AddPartitionsToTxn").willReturn(aResponse().error(ErrorCode.NONE)))
                    .failing("add-partitions-to-txn.every-partition", "AddPartitionsToTxn", "0-3")
                    .blaming("Produce", "Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("0 NONE, found 120 TRANSACTION_ABORTABLE"));

    private static Map<String, Integer> result(int partition, ErrorCode error) {
        return Map.of("PartitionIndex", partition, "PartitionErrorCode", (int) error.code());
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
