package io.kspec.stage.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.requests.GroupPartitions.TopicPartitions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every builder's request, at every version that can express it, survives encoding and strict decoding. */
class EveryRequestTest {
    private static final TopicIdentity TOPIC = TopicIdentity.of("orders", new UUID(1, 2));
    private static final Membership MEMBER =
            Membership.of("group", "member-1", 3).instance("instance-1");

    static Stream<Arguments> requests() {
        return Stream.concat(ofTopics(), ofGroups());
    }

    private static Stream<Arguments> ofTopics() {
        OffsetQuery query = OffsetQuery.of("orders", 0, OffsetQuery.LATEST).leaderEpoch(4);
        NewTopic assigned = NewTopic.withDefaults("orders").assignedTo(1, 2).config("cleanup.policy", "compact");
        return Stream.of(
                from(0, ApiVersionsRequests.from("kspec", "1")),
                from(0, MetadataRequests.allTopics()),
                from(0, MetadataRequests.noTopics()),
                from(0, MetadataRequests.topics("orders", "payments")),
                from(10, MetadataRequests.topicWithId(new UUID(1, 2))),
                from(0, TopicRequests.create(1_000, NewTopic.of("orders", 3), assigned)),
                from(0, TopicRequests.delete(1_000, List.of("orders", "payments"))),
                from(6, TopicRequests.deleteById(1_000, new UUID(1, 2))),
                from(0, ProduceRequests.produce(-1, 1_000, new PartitionRecords(TOPIC, 0, Bytes.EMPTY))),
                from(0, FetchRequests.fetch(FetchPosition.of(TOPIC, 0, 5).leaderEpoch(4))),
                from(7, FetchRequests.forgetting(FetchRequests.fetch(), FetchPosition.of(TOPIC, 0, 5))),
                from(0, ListOffsetsRequests.list(query)),
                from(0, LogRequests.deleteRecords(Map.of("orders", Map.of(0, 3L, 1, 4L)))),
                from(0, ProducerIdRequests.init(null, 1_000)),
                from(0, ProducerIdRequests.init("transactions", 1_000)),
                from(0, ConfigRequests.describeBroker(1)));
    }

    private static Stream<Arguments> ofGroups() {
        JoinOffer offer = new JoinOffer(1_000, 2_000, "consumer", Map.of("range", Bytes.EMPTY));
        OffsetToCommit offset = new OffsetToCommit(TOPIC, 0, 42, 4, "half way");
        OffsetToCommit other = new OffsetToCommit(TOPIC, 1, 43, 4, "done");
        ProducerSession producer = new ProducerSession("transactions", 7, (short) 1);
        GroupPartitions partitions = new GroupPartitions("group", List.of(new TopicPartitions(TOPIC, List.of(0, 1))));
        return Stream.of(
                from(0, CoordinatorRequests.find(CoordinatorType.GROUP, "group")),
                from(1, CoordinatorRequests.find(CoordinatorType.TRANSACTION, "transactions")),
                from(1, CoordinatorRequests.find(CoordinatorType.SHARE, "group:AAAAAAAAAAEAAAAAAAAAAg:0")),
                from(4, CoordinatorRequests.find(CoordinatorType.GROUP, "one", "two")),
                from(0, MembershipRequests.join(MEMBER, offer)),
                from(0, MembershipRequests.sync(MEMBER, "consumer", "range", Map.of("member-1", Bytes.EMPTY))),
                from(0, MembershipRequests.heartbeat(MEMBER)),
                from(
                        0,
                        MembershipRequests.leave(
                                "group", Leaver.member("member-1").because("done"))),
                from(3, MembershipRequests.leave("group", Leaver.member("member-1"), Leaver.instance("instance-1"))),
                from(0, OffsetRequests.commit("group", List.of(offset))),
                from(1, OffsetRequests.commit(MEMBER, List.of(offset))),
                from(0, TransactionRequests.commitOffsets(producer, "group", List.of(offset, other))),
                from(0, OffsetRequests.fetch(partitions)),
                from(2, OffsetRequests.fetch(GroupPartitions.all("group"))),
                from(8, OffsetRequests.fetch(partitions, GroupPartitions.all("other"))),
                from(0, GroupRequests.describe("one", "two")),
                from(0, GroupRequests.list()),
                from(4, GroupRequests.listInStates("Stable")),
                from(5, GroupRequests.listOfType("classic")),
                from(0, GroupRequests.delete(List.of("one", "two"))));
    }

    private static Arguments from(int firstVersion, ClientRequest request) {
        return Arguments.of(firstVersion, request);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void itDecodesStrictlyToWhatWasWritten(int firstVersion, ClientRequest request) {
        Versions versions = request.api().versions().intersect(new Versions(firstVersion, Short.MAX_VALUE));
        assertThat(versions.isEmpty()).isFalse();
        for (int version = versions.lowest(); version <= versions.highest(); version++) {
            Message body = request.at(version);
            DecodeAttempt attempt =
                    Frames.attemptRequest(Frames.encodeRequest(request.api(), version, 7, "tester", body));

            assertThat(attempt.failure()).as("%s v%d", request, version).isNull();
            assertThat(attempt.requireBody()).as("%s v%d", request, version).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aVersionThatCannotExpressItIsRefused(int firstVersion, ClientRequest request) {
        for (int version = request.api().versions().lowest(); version < firstVersion; version++) {
            int older = version;
            assertThatIllegalArgumentException().as("%s v%d", request, version).isThrownBy(() -> request.at(older));
        }
    }
}
