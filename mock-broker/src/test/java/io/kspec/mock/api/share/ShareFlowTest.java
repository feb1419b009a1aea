package io.kspec.mock.api.share;

import static io.kspec.mock.Requests.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members of a share group see on the wire. */
class ShareFlowTest {
    private static final String GROUP = "sharing";
    private static final int NEWEST = 2;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private MockBroker broker;
    private WireClient one;
    private WireClient two;
    private UUID topic = new UUID(0, 0);

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.builder()
                .topic("t", 1)
                .clock(ManualClock.at(START))
                .brokerConfig("group.share.assignment.interval.ms", "0")
                .start();
        one = new WireClient(broker);
        two = new WireClient(broker);
        topic = one.ask("Metadata", 12, body -> body.add("Topics", asked -> asked.set("Name", "t")))
                .getStructs("Topics")
                .get(0)
                .getUuid("TopicId");
        one.ask(
                "IncrementalAlterConfigs",
                1,
                body -> body.add("Resources", resource -> resource.set("ResourceType", (byte) 32)
                        .set("ResourceName", GROUP)
                        .add("Configs", config -> config.set("Name", "share.auto.offset.reset")
                                .set("Value", "earliest"))));
        join();
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        two.close();
        broker.close();
    }

    private void join() throws IOException {
        assertThat(heartbeat(0).getInt("MemberEpoch")).isEqualTo(2);
    }

    private Message heartbeat(int epoch) throws IOException {
        return one.ask("ShareGroupHeartbeat", 1, body -> body.set("GroupId", GROUP)
                .set("MemberId", "first")
                .set("MemberEpoch", epoch)
                .set("SubscribedTopicNames", epoch == 0 ? List.of("t") : null));
    }

    private void produce(int records) throws IOException {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = 0; i < records; i++) {
            batch.append(START.toEpochMilli(), null, Bytes.EMPTY);
        }
        one.ask("Produce", 9, body -> body.set("Acks", (short) -1)
                .set("TimeoutMs", 1_000)
                .add("TopicData", data -> data.set("Name", "t")
                        .add(
                                "PartitionData",
                                partition ->
                                        partition.set("Records", batch.build().bytes()))));
    }

    private Message fetch(WireClient client, String member, int epoch, Consumer<MessageBuilder> more)
            throws IOException {
        return client.ask("ShareFetch", NEWEST, body -> {
            body.set("GroupId", GROUP)
                    .set("MemberId", member)
                    .set("ShareSessionEpoch", epoch)
                    .set("MaxWaitMs", 0)
                    .set("MinBytes", 1)
                    .set("MaxRecords", 10)
                    .set("BatchSize", 10);
            more.accept(body);
        });
    }

    private Message begin(WireClient client, String member) throws IOException {
        return fetch(
                client,
                member,
                0,
                body -> body.add("Topics", entry -> entry.set("TopicId", topic)
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));
    }

    private Message acknowledge(WireClient client, String member, int epoch, int type) throws IOException {
        return client.ask("ShareAcknowledge", NEWEST, body -> body.set("GroupId", GROUP)
                .set("MemberId", member)
                .set("ShareSessionEpoch", epoch)
                .add("Topics", told(type)));
    }

    /** What a request tells about the first two records. */
    private Consumer<MessageBuilder> told(int type) {
        return entry -> entry.set("TopicId", topic)
                .add(
                        "Partitions",
                        partition -> partition.add("AcknowledgementBatches", batch -> batch.set("FirstOffset", 0L)
                                .set("LastOffset", 1L)
                                .set("AcknowledgeTypes", List.of((byte) type))));
    }

    private static Message partition(Message response) {
        return response.getStructs("Responses").get(0).getStructs("Partitions").get(0);
    }

    private static List<String> acquired(Message response) {
        return response.getStructs("Responses").stream()
                .flatMap(entry -> entry.getStructs("Partitions").stream())
                .flatMap(entry -> entry.getStructs("AcquiredRecords").stream())
                .map(range -> range.getLong("FirstOffset") + "-" + range.getLong("LastOffset") + " #"
                        + range.getShort("DeliveryCount"))
                .toList();
    }

    @Test
    void aMemberIsAssignedItsPartitionsAtTheSecondHeartbeat() throws IOException {
        Message second = heartbeat(2);

        assertThat(second.getInt("MemberEpoch")).isEqualTo(3);
        assertThat(second.getStruct("Assignment").getStructs("TopicPartitions")).hasSize(1);
    }

    @Test
    void aSilentMemberIsRemoved() throws IOException {
        broker.advance(Duration.ofSeconds(46));

        assertThat(error(heartbeat(2))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void aLockThatEndsMakesRecordsAvailableToOthers() throws IOException {
        produce(2);
        assertThat(acquired(begin(one, "first"))).containsExactly("0-1 #1");
        assertThat(acquired(begin(two, "second"))).isEmpty();

        broker.advance(Duration.ofSeconds(30));

        assertThat(acquired(fetch(two, "second", 1, body -> {}))).containsExactly("0-1 #2");
        assertThat(error(partition(acknowledge(one, "first", 1, 1)))).isEqualTo(ErrorCode.INVALID_RECORD_STATE);
    }

    @Test
    void whatAFetchDeliversCannotBeAcknowledgedByTheSameRequest() throws IOException {
        produce(2);
        begin(one, "first");
        assertThat(error(partition(acknowledge(one, "first", 1, 2)))).isEqualTo(ErrorCode.NONE);

        Message got = fetch(one, "first", 2, body -> body.add("Topics", told(1)));

        assertThat(partition(got).getInt("AcknowledgeErrorCode")).isEqualTo(ErrorCode.INVALID_RECORD_STATE.code());
        assertThat(acquired(got)).containsExactly("0-1 #2");
    }

    @Test
    void whoseAcknowledgementIsFencedReadsThePartitionAgainInTheNextRequest() throws IOException {
        produce(2);
        begin(one, "first");
        heartbeat(-1);
        Message altered = one.ask("AlterShareGroupOffsets", 0, body -> body.set("GroupId", GROUP)
                .add("Topics", entry -> entry.set("TopicName", "t")
                        .add("Partitions", partition -> partition.set("StartOffset", 1L))));
        assertThat(error(partition(altered))).isEqualTo(ErrorCode.NONE);

        Message fenced = partition(fetch(one, "first", 1, body -> body.add("Topics", told(1))));

        assertThat(fenced.getInt("AcknowledgeErrorCode")).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER.code());
        assertThat(fenced.getStruct("CurrentLeader").getInt("LeaderId"))
                .as("told only with an error of the fetch itself")
                .isZero();
        assertThat(fenced.getStructs("AcquiredRecords")).isEmpty();
        assertThat(acquired(fetch(one, "first", 2, body -> {}))).containsExactly("1-1 #1");
    }

    @Test
    void aRequestThatBeginsASessionAcknowledgesNothingNotEvenInAFormerMentionOfAPartition() throws IOException {
        Message refused = fetch(
                one, "first", 0, body -> body.add("Topics", told(1)).add("Topics", entry -> entry.set("TopicId", topic)
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));

        assertThat(error(refused)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aClosedConnectionReleasesWhatItsMemberHolds() throws IOException {
        produce(2);
        assertThat(acquired(begin(one, "first"))).containsExactly("0-1 #1");

        one.close();

        Message got = begin(two, "second");
        for (int epoch = 1; acquired(got).isEmpty() && epoch < 1_000; epoch++) {
            got = fetch(two, "second", epoch, body -> {});
        }
        assertThat(acquired(got)).containsExactly("0-1 #2");
    }

    @Test
    void sessionsHaveTheirEpochs() throws IOException {
        assertThat(error(fetch(one, "first", 1, body -> {}))).isEqualTo(ErrorCode.SHARE_SESSION_NOT_FOUND);
        begin(one, "first");
        assertThat(error(fetch(one, "first", 5, body -> {}))).isEqualTo(ErrorCode.INVALID_SHARE_SESSION_EPOCH);
        assertThat(error(acknowledge(one, "first", 0, 1))).isEqualTo(ErrorCode.INVALID_SHARE_SESSION_EPOCH);
        assertThat(error(fetch(one, "first", -1, body -> {}))).isEqualTo(ErrorCode.NONE);
        assertThat(error(fetch(one, "first", 1, body -> {}))).isEqualTo(ErrorCode.SHARE_SESSION_NOT_FOUND);
    }

    @Test
    void locksAreRenewedOnlyByARequestThatSaysSo() throws IOException {
        produce(2);
        begin(one, "first");

        assertThat(error(partition(acknowledge(one, "first", 1, 4)))).isEqualTo(ErrorCode.INVALID_REQUEST);
        Message renewed = fetch(one, "first", 2, body -> body.set("IsRenewAck", true));
        assertThat(error(renewed)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aShareGroupIsNoClassicGroup() throws IOException {
        Message listed = one.ask("ListGroups", 5, body -> body.set("TypesFilter", List.of("Share")));
        assertThat(listed.getStructs("Groups"))
                .extracting(group -> group.getString("GroupId") + " " + group.getString("GroupType"))
                .containsExactly(GROUP + " share");
        assertThat(one.ask("ListGroups", 5, body -> body.set("TypesFilter", List.of("classic")))
                        .getStructs("Groups"))
                .isEmpty();
        assertThat(error(one.ask("DeleteGroups", 2, body -> body.set("GroupsNames", List.of(GROUP)))
                        .getStructs("Results")
                        .get(0)))
                .isEqualTo(ErrorCode.NON_EMPTY_GROUP);
        assertThat(error(one.ask("JoinGroup", 9, body -> body.set("GroupId", GROUP)
                        .set("SessionTimeoutMs", 10_000)
                        .set("ProtocolType", "consumer")
                        .add("Protocols", protocol -> protocol.set("Name", "range")))))
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }
}
