package io.kspec.suite.checks.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.List;

/**
 * Checks of what a broker says of a partition that another broker leads. Apache Kafka refuses; a broker that reaches the
 * leader's log itself, over shared storage or by asking the leader, may as well serve.
 */
class LeaderChecks {
    private static final int RECORDS = 2;
    private static final String ERROR = "ErrorCode";
    private static final String LEADER = "CurrentLeader";
    /** What stands for a leader that a broker does not name. */
    private static final int NOBODY = -1;
    /** How long a broker that serves what another one leads may take to see a new record. */
    private static final Duration REPLICATION = Duration.ofSeconds(1);

    /** The errors on which clients look for the leader again. */
    private static final ErrorCode[] MOVED = {
        ErrorCode.NOT_LEADER_OR_FOLLOWER,
        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
        ErrorCode.UNKNOWN_TOPIC_ID,
        ErrorCode.LEADER_NOT_AVAILABLE
    };

    @ConformanceTest(
            id = "cluster.produce-elsewhere",
            api = "Produce",
            profile = "cluster",
            needs = {"CreateTopics", "Metadata", "ListOffsets"},
            requirement =
                    "A broker that does not lead a partition rejects records for it with NOT_LEADER_OR_FOLLOWER, or with"
                            + " another error on which clients look for the leader, and if it names a leader, that is the one"
                            + " of Metadata; what it does accept is in the leader's log.",
            source = "Kafka's protocol guide: partitioning and bootstrapping; KIP-951; measured on Apache Kafka",
            why = "After a leader has moved, producers send to the old one until it refuses; what it accepts instead,"
                    + " nobody reads.",
            harm = Harm.DATA_LOST)
    void onlyTheLeaderAppends(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        PartitionClient leader = PartitionClient.ofNewTopic(test);
        int accepted = 0;
        for (ListedBroker other : ListedBroker.others(brokers, leader.connection())) {
            Answer produced = PartitionClient.askProduce(
                    test,
                    other.connection(test),
                    leader.produceRequest(Payload.batch(test.version("Produce"), Payload.numbered(1))));
            if (isRefused(produced, PartitionClient.PRODUCED)) {
                expectLeader(produced, PartitionClient.PRODUCED, brokers, leader);
                continue;
            }
            accepted++;
            Answer listed = leader.listOffsets(OffsetQuery.LATEST);
            long end = listed.number(PartitionClient.offsetPath(listed));
            produced.expect(
                    end == accepted,
                    PartitionClient.PRODUCED + ERROR,
                    "NOT_LEADER_OR_FOLLOWER from broker " + other + ", or the record in the leader's log",
                    "0 NONE, and the leader's log ends at offset " + end);
        }
    }

    @ConformanceTest(
            id = "cluster.fetch-elsewhere",
            api = "Fetch",
            profile = "cluster",
            needs = {"CreateTopics", "Metadata", "Produce"},
            requirement =
                    "A broker that does not lead a partition rejects Fetch with NOT_LEADER_OR_FOLLOWER, or with another"
                            + " error on which clients look for the leader, and if it names a leader, that is the one of"
                            + " Metadata; or it returns the leader's records.",
            source =
                    "Kafka's protocol guide: partitioning and bootstrapping; KIP-392, KIP-951; measured on Apache Kafka",
            why =
                    "After a leader has moved, a consumer goes on asking the old one; with no error and no records, it waits"
                            + " forever for what was produced elsewhere.",
            harm = Harm.CLIENTS_HANG)
    void onlyTheLeaderHasTheRecords(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        PartitionClient leader = PartitionClient.ofNewTopic(test);
        leader.produce(Payload.numbered(RECORDS));
        for (ListedBroker other : ListedBroker.others(brokers, leader.connection())) {
            Answer fetched = Await.of("the leader's records from broker " + other, REPLICATION)
                    .last(
                            () -> other.ask(test, leader.fetchRequest(0)),
                            answer -> isRefused(answer, PartitionClient.FETCHED)
                                    || PartitionClient.recordsIn(answer).size() == RECORDS);
            if (isRefused(fetched, PartitionClient.FETCHED)) {
                expectLeader(fetched, PartitionClient.FETCHED, brokers, leader);
            } else {
                int found = PartitionClient.recordsIn(fetched).size();
                fetched.expect(
                        found == RECORDS,
                        PartitionClient.FETCHED + "Records",
                        "NOT_LEADER_OR_FOLLOWER from broker " + other + ", or the leader's " + RECORDS + " records",
                        found + " records");
            }
        }
    }

    @ConformanceTest(
            id = "cluster.list-offsets-elsewhere",
            api = "ListOffsets",
            profile = "cluster",
            needs = {"CreateTopics", "Metadata", "Produce"},
            requirement =
                    "A broker that does not lead a partition rejects ListOffsets with NOT_LEADER_OR_FOLLOWER, or with"
                            + " another error on which clients look for the leader, or returns the leader's offset.",
            source = "Kafka's protocol guide: partitioning and bootstrapping; measured on Apache Kafka",
            why =
                    "A consumer that begins at the end of another broker's empty log begins at offset 0, and reads everything"
                            + " again.")
    void onlyTheLeaderKnowsTheEnd(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        PartitionClient leader = PartitionClient.ofNewTopic(test);
        leader.produce(Payload.numbered(RECORDS));
        for (ListedBroker other : ListedBroker.others(brokers, leader.connection())) {
            Answer listed =
                    other.ask(test, ListOffsetsRequests.list(OffsetQuery.of(leader.topic(), 0, OffsetQuery.LATEST)));
            if (!isRefused(listed, PartitionClient.LISTED)) {
                listed.expect(PartitionClient.offsetPath(listed), RECORDS);
            }
        }
    }

    /** Expects that a leader that a refusal names is the partition's, and its address the one that Metadata shows. */
    private static void expectLeader(
            Answer refused, String partition, List<ListedBroker> brokers, PartitionClient leader) {
        Message entry = (Message) refused.get(partition.substring(0, partition.length() - 1));
        int named = entry.has(LEADER) ? entry.getStruct(LEADER).getInt("LeaderId") : NOBODY;
        if (named == NOBODY) {
            return;
        }
        Target address = leader.connection().target();
        brokers.stream()
                .filter(broker -> broker.address().equals(address))
                .forEach(broker -> refused.expect(partition + LEADER + ".LeaderId", broker.id()));
        refused.entry("NodeEndpoints[NodeId=" + named + "]")
                .ifPresent(endpoint ->
                        refused.expect(endpoint + "Host", address.host()).expect(endpoint + "Port", address.port()));
    }

    /**
     * Whether a partition's entry has an error.
     *
     * @throws io.kspec.suite.check.CheckFailure if clients do not look for the leader on that error
     */
    private static boolean isRefused(Answer answer, String partition) {
        if (answer.number(partition + ERROR) == ErrorCode.NONE.code()) {
            return false;
        }
        answer.expectError(partition + ERROR, MOVED);
        return true;
    }
}
