package io.kspec.stage.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.requests.GroupPartitions.TopicPartitions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each builder writes at the versions where an API's request changes its shape. */
class RequestShapesTest {
    private static final UUID ID = new UUID(1, 2);
    private static final TopicIdentity TOPIC = TopicIdentity.of("orders", ID);

    private static @Nullable Object value(ClientRequest request, int version, String path) {
        return FieldPath.parse(path).find(request.at(version)).orElse(null);
    }

    private static void assertValue(ClientRequest request, int version, String path, @Nullable Object expected) {
        assertThat(value(request, version, path))
                .as("%s v%d, %s", request, version, path)
                .isEqualTo(expected);
    }

    private static void assertLacks(ClientRequest request, int version, String path, String field) {
        Message entry = (Message) Objects.requireNonNull(value(request, version, path));
        assertThat(entry.has(field))
                .as("%s v%d, %s of %s", request, version, field, path)
                .isFalse();
    }

    private static boolean has(ClientRequest request, int version, String field) {
        return request.at(version).has(field);
    }

    @Test
    void apiVersionsNamesTheSoftwareFromVersion3() {
        ClientRequest request = ApiVersionsRequests.from("kspec", "1");
        assertThat(has(request, 2, "ClientSoftwareName")).isFalse();
        assertValue(request, 3, "ClientSoftwareName", "kspec");
        assertValue(request, 3, "ClientSoftwareVersion", "1");
    }

    @Test
    void metadataAsksForAllTopicsWithAnEmptyArrayAtFirstAndThenWithNull() {
        assertThat(MetadataRequests.allTopics().at(0).getStructs("Topics")).isEmpty();
        assertValue(MetadataRequests.allTopics(), 0, "Topics", List.of());
        assertValue(MetadataRequests.allTopics(), 1, "Topics", null);
        assertValue(MetadataRequests.noTopics(), 1, "Topics", List.of());
    }

    @Test
    void metadataForbidsTheCreationOfTopicsFromVersion4() {
        ClientRequest request = MetadataRequests.topics("orders");
        assertThat(has(request, 3, "AllowAutoTopicCreation")).isFalse();
        assertValue(request, 4, "AllowAutoTopicCreation", false);
        assertValue(request, 4, "Topics[0].Name", "orders");
    }

    @Test
    void metadataAsksByIdWithoutAName() {
        ClientRequest request = MetadataRequests.topicWithId(ID);
        assertValue(request, 12, "Topics[0].TopicId", ID);
        assertValue(request, 12, "Topics[0].Name", null);
    }

    @Test
    void requestsOfAnApiAreJoined() {
        ClientRequest joined = ConfigRequests.describe(ConfigRequests.TOPIC, "orders", List.of("retention.ms"))
                .and(ConfigRequests.describeFully(ConfigRequests.TOPIC, "payments", null));
        assertValue(joined, 1, "Resources[0].ResourceName", "orders");
        assertValue(joined, 1, "Resources[1].ResourceName", "payments");
        assertValue(joined, 1, "IncludeSynonyms", true);
    }

    @Test
    void requestsOfTwoApisCannotBeJoined() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterRequests.describe().and(MetadataRequests.noTopics()))
                .withMessage("expected another DescribeCluster request, found a Metadata request");
    }

    @Test
    void assignmentsAreInTheOrderOfPartitions() {
        NewTopic topic = NewTopic.withDefaults("orders").assigned(Map.of(2, List.of(6), 0, List.of(4), 1, List.of(5)));
        assertThat(topic.assignments())
                .containsExactly(Map.entry(0, List.of(4)), Map.entry(1, List.of(5)), Map.entry(2, List.of(6)));
    }

    @Test
    void topicsAreCreatedWithTheirConfigurationAndAssignments() {
        ClientRequest request = TopicRequests.create(
                500,
                NewTopic.of("orders", 3).config("cleanup.policy", "compact"),
                NewTopic.withDefaults("x").assignedTo(4));
        for (int version : new int[] {0, 5, 7}) {
            assertValue(request, version, "timeoutMs", 500);
            assertValue(request, version, "Topics[0].NumPartitions", 3);
            assertValue(request, version, "Topics[0].ReplicationFactor", (short) 1);
            assertValue(request, version, "Topics[0].Configs[0].Value", "compact");
            assertValue(request, version, "Topics[1].NumPartitions", -1);
            assertValue(request, version, "Topics[1].Assignments[0].BrokerIds[0]", 4);
        }
    }

    @Test
    void topicsAreDeletedByNameInOneArrayAndThenInAnother() {
        ClientRequest request = TopicRequests.delete(500, List.of("orders"));
        assertValue(request, 5, "TopicNames[0]", "orders");
        assertThat(has(request, 6, "TopicNames")).isFalse();
        assertValue(request, 6, "Topics[0].Name", "orders");
        assertValue(TopicRequests.deleteById(500, ID), 6, "Topics[0].TopicId", ID);
        assertValue(TopicRequests.deleteById(500, ID), 6, "Topics[0].Name", null);
    }

    @Test
    void recordsAreGroupedByTopicAndNameItByIdFromVersion13() {
        Bytes records = Bytes.fromHex("0102");
        ClientRequest request = ProduceRequests.produce(
                1,
                500,
                new PartitionRecords(TOPIC, 0, records),
                new PartitionRecords(TopicIdentity.of("payments", new UUID(3, 4)), 0, records),
                new PartitionRecords(TOPIC, 1, Bytes.EMPTY));
        assertValue(request, 0, "Acks", (short) 1);
        assertValue(request, 12, "TopicData[0].Name", "orders");
        assertValue(request, 12, "TopicData[0].PartitionData[1].Index", 1);
        assertValue(request, 12, "TopicData[1].Name", "payments");
        assertThat(request.at(12).getStructs("TopicData")).hasSize(2);
        assertValue(request, 13, "TopicData[0].TopicId", ID);
        assertValue(request, 13, "TopicData[0].PartitionData[0].Records", records);
    }

    @Test
    void fetchNamesTheTopicByIdFromVersion13AndChecksTheEpochFromVersion9() {
        ClientRequest request =
                FetchRequests.fetch(FetchPosition.of(TOPIC, 3, 7).leaderEpoch(5).maxBytes(100));
        assertValue(request, 0, "Topics[0].Topic", "orders");
        assertValue(request, 0, "Topics[0].Partitions[0].FetchOffset", 7L);
        assertLacks(request, 8, "Topics[0].Partitions[0]", "CurrentLeaderEpoch");
        assertValue(request, 9, "Topics[0].Partitions[0].CurrentLeaderEpoch", 5);
        assertValue(request, 12, "Topics[0].Partitions[0].PartitionMaxBytes", 100);
        assertValue(request, 13, "Topics[0].TopicId", ID);
        assertValue(request, 13, "Topics[0].Partitions[0].Partition", 3);
    }

    @Test
    void fetchRemovesPartitionsFromItsSessionByNameAndFromVersion13ById() {
        ClientRequest request = FetchRequests.forgetting(
                FetchRequests.fetch(), FetchPosition.of(TOPIC, 3, 0), FetchPosition.of(TOPIC, 5, 0));
        assertValue(request, 7, "ForgottenTopicsData[0].Topic", "orders");
        assertValue(request, 12, "ForgottenTopicsData[0].Partitions", List.of(3, 5));
        assertValue(request, 13, "ForgottenTopicsData[0].TopicId", ID);
    }

    @Test
    void listOffsetsCountsOffsetsAtFirstAndChecksTheEpochFromVersion4() {
        OffsetQuery query = OffsetQuery.of("orders", 2, OffsetQuery.EARLIEST);
        ClientRequest request = ListOffsetsRequests.list(query.leaderEpoch(5).maxOffsets(10));
        assertValue(request, 0, "Topics[0].Partitions[0].MaxNumOffsets", 10);
        assertLacks(request, 1, "Topics[0].Partitions[0]", "MaxNumOffsets");
        assertValue(request, 1, "Topics[0].Partitions[0].Timestamp", -2L);
        assertLacks(request, 3, "Topics[0].Partitions[0]", "CurrentLeaderEpoch");
        assertValue(request, 4, "Topics[0].Partitions[0].CurrentLeaderEpoch", 5);
    }

    @Test
    void findCoordinatorTakesOneKeyAndThenSeveral() {
        ClientRequest one = CoordinatorRequests.find(CoordinatorType.GROUP, "g");
        assertValue(one, 0, "Key", "g");
        assertThat(has(one, 0, "KeyType")).isFalse();
        assertValue(one, 3, "KeyType", (byte) 0);
        assertValue(one, 4, "CoordinatorKeys[0]", "g");
        ClientRequest two = CoordinatorRequests.find(CoordinatorType.TRANSACTION, "a", "b");
        assertValue(two, 4, "KeyType", (byte) 1);
        assertValue(two, 4, "CoordinatorKeys[1]", "b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.at(3))
                .withMessageEndingWith("expected exactly one key, found 2");
    }

    @Test
    void coordinatorTypesNameTheVersionsThatKnowThem() {
        assertThat(CoordinatorType.GROUP.versions().lowest()).isZero();
        assertThat(CoordinatorType.TRANSACTION.versions().lowest()).isEqualTo(1);
        assertThat(CoordinatorType.SHARE.versions().lowest()).isEqualTo(6);
        assertValue(CoordinatorRequests.find(CoordinatorType.SHARE, "k"), 6, "KeyType", (byte) 2);
    }

    @Test
    void coordinatorsAreReadFromBothShapesOfTheAnswer() {
        FoundCoordinator expected = new FoundCoordinator(15, 3, "localhost", 9092);
        Message old = answer("FindCoordinator", 3)
                .set("ErrorCode", 15)
                .set("NodeId", 3)
                .set("Host", "localhost")
                .set("Port", 9092)
                .build();
        Message recent = answer("FindCoordinator", 4)
                .add("Coordinators", found -> found.set("ErrorCode", 15)
                        .set("NodeId", 3)
                        .set("Host", "localhost")
                        .set("Port", 9092))
                .build();
        assertThat(CoordinatorResponses.coordinators(old)).containsExactly(expected);
        assertThat(CoordinatorResponses.coordinators(recent)).containsExactly(expected);
        assertThat(CoordinatorResponses.firstPath(old)).isEmpty();
        assertThat(CoordinatorResponses.firstPath(recent)).isEqualTo("Coordinators[0].");
    }

    @Test
    void membersJoinWithWhatTheVersionKnows() {
        Membership member = Membership.newcomer("g").instance("i");
        ClientRequest request =
                MembershipRequests.join(member, new JoinOffer(1, 2, "consumer", Map.of("range", Bytes.EMPTY)));
        assertValue(request, 0, "SessionTimeoutMs", 1);
        assertThat(has(request, 0, "RebalanceTimeoutMs")).isFalse();
        assertValue(request, 1, "RebalanceTimeoutMs", 2);
        assertThat(has(request, 4, "GroupInstanceId")).isFalse();
        assertValue(request, 5, "GroupInstanceId", "i");
        assertValue(request, 9, "Protocols[0].Name", "range");
    }

    @Test
    void syncNamesTheProtocolFromVersion5() {
        ClientRequest request = MembershipRequests.sync(
                Membership.of("g", "m", 4), "consumer", "range", Map.of("m", Bytes.fromHex("01")));
        assertValue(request, 0, "GenerationId", 4);
        assertThat(has(request, 4, "ProtocolName")).isFalse();
        assertValue(request, 5, "ProtocolType", "consumer");
        assertValue(request, 5, "ProtocolName", "range");
        assertValue(request, 5, "Assignments[0].Assignment", Bytes.fromHex("01"));
    }

    @Test
    void heartbeatsNameTheInstanceFromVersion3() {
        ClientRequest request =
                MembershipRequests.heartbeat(Membership.of("g", "m", 4).instance("i"));
        assertValue(request, 0, "MemberId", "m");
        assertThat(has(request, 2, "GroupInstanceId")).isFalse();
        assertValue(request, 3, "GroupInstanceId", "i");
    }

    @Test
    void oneMemberLeavesAtFirstAndThenSeveral() {
        ClientRequest one = MembershipRequests.leave("g", Leaver.member("m").because("done"));
        assertValue(one, 2, "MemberId", "m");
        assertValue(one, 3, "Members[0].MemberId", "m");
        assertLacks(one, 4, "Members[0]", "Reason");
        assertValue(one, 5, "Members[0].Reason", "done");
        ClientRequest two = MembershipRequests.leave("g", Leaver.member("m"), Leaver.instance("i"));
        assertValue(two, 3, "Members[1].GroupInstanceId", "i");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.at(2))
                .withMessageEndingWith("expected exactly one member, found 2");
    }

    @Test
    void commitsNameTheTopicByIdFromVersion10AndTheEpochFromVersion6() {
        ClientRequest request = OffsetRequests.commit(
                Membership.of("g", "m", 4).instance("i"), List.of(new OffsetToCommit(TOPIC, 2, 42, 5, "note")));
        assertValue(request, 1, "GenerationIdOrMemberEpoch", 4);
        assertLacks(request, 5, "Topics[0].Partitions[0]", "CommittedLeaderEpoch");
        assertValue(request, 6, "Topics[0].Partitions[0].CommittedLeaderEpoch", 5);
        assertThat(has(request, 6, "GroupInstanceId")).isFalse();
        assertValue(request, 7, "GroupInstanceId", "i");
        assertValue(request, 9, "Topics[0].Name", "orders");
        assertValue(request, 10, "Topics[0].TopicId", ID);
        assertValue(request, 10, "Topics[0].Partitions[0].CommittedMetadata", "note");
    }

    @Test
    void offsetsOfOneGroupAreFetchedAtFirstAndThenOfSeveral() {
        GroupPartitions some = new GroupPartitions("g", List.of(new TopicPartitions(TOPIC, List.of(0, 7))));
        ClientRequest one = OffsetRequests.fetch(some);
        assertValue(one, 7, "GroupId", "g");
        assertValue(one, 7, "Topics[0].PartitionIndexes[1]", 7);
        assertValue(one, 8, "Groups[0].GroupId", "g");
        assertValue(one, 9, "Groups[0].Topics[0].Name", "orders");
        assertValue(one, 10, "Groups[0].Topics[0].TopicId", ID);
        ClientRequest two = OffsetRequests.fetch(some, GroupPartitions.all("h"));
        assertValue(two, 8, "Groups[1].Topics", null);
        assertValue(OffsetRequests.fetch(GroupPartitions.all("h")), 2, "Topics", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.at(7))
                .withMessageEndingWith("expected exactly one group, found 2");
    }

    @Test
    void theErrorOfAGroupIsReadFromEveryShapeOfTheAnswer() {
        assertThat(OffsetResponses.groupError(answer("OffsetFetch", 1).build())).isZero();
        Message old = answer("OffsetFetch", 2).set("ErrorCode", 14).build();
        Message recent = answer("OffsetFetch", 8)
                .add("Groups", group -> group.set("GroupId", "g").set("ErrorCode", 14))
                .build();
        assertThat(OffsetResponses.groupError(old)).isEqualTo(14);
        assertThat(OffsetResponses.groupError(recent)).isEqualTo(14);
        assertThat(OffsetResponses.groupPath(old, 0)).isEmpty();
        assertThat(OffsetResponses.groupPath(recent, 1)).isEqualTo("Groups[1].");
    }

    @Test
    void groupsAreListedByStateFromVersion4AndByTypeFromVersion5() {
        assertThat(has(GroupRequests.list(), 0, "StatesFilter")).isFalse();
        assertValue(GroupRequests.listInStates("Stable", "Empty"), 4, "StatesFilter[1]", "Empty");
        assertValue(GroupRequests.listOfType("classic"), 5, "TypesFilter[0]", "classic");
        assertValue(GroupRequests.describe("g"), 0, "Groups[0]", "g");
        assertValue(GroupRequests.delete(List.of("g")), 2, "GroupsNames[0]", "g");
    }

    @Test
    void producerIdsAreAskedForWithOrWithoutTransactions() {
        assertValue(ProducerIdRequests.init(null, 500), 0, "TransactionalId", null);
        assertValue(ProducerIdRequests.init("t", 500), 5, "TransactionalId", "t");
        assertValue(ProducerIdRequests.init("t", 500), 5, "TransactionTimeoutMs", 500);
    }

    @Test
    void theConfigurationOfABrokerIsAskedForAsAWhole() {
        assertValue(ConfigRequests.describeBroker(3), 1, "Resources[0].ResourceType", (byte) 4);
        assertValue(ConfigRequests.describeBroker(3), 4, "Resources[0].ResourceName", "3");
        assertValue(ConfigRequests.describeBroker(3), 4, "Resources[0].ConfigurationKeys", null);
    }

    @Test
    void anIdIsLookedUpOnlyWhereTheVersionNeedsIt() {
        AtomicInteger lookups = new AtomicInteger();
        TopicIdentity lazy = TopicIdentity.of("orders", () -> new UUID(lookups.incrementAndGet(), 0));
        ClientRequest request = FetchRequests.fetch(FetchPosition.of(lazy, 0, 0));

        assertValue(request, 12, "Topics[0].Topic", "orders");
        assertThat(lookups).hasValue(0);
        assertValue(request, 13, "Topics[0].TopicId", new UUID(1, 0));
    }

    @Test
    void aTopicWithoutWhatTheVersionNeedsIsRefused() {
        ClientRequest byName = FetchRequests.fetch(FetchPosition.of(TopicIdentity.named("orders"), 0, 0));
        ClientRequest byId = FetchRequests.fetch(FetchPosition.of(TopicIdentity.withId(ID), 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byName.at(13))
                .withMessageEndingWith("expected a topic whose id is known, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byId.at(12))
                .withMessageEndingWith("expected a topic whose name is known, found none");
    }

    @Test
    void aChangeIsMadeAfterTheBuilder() {
        ClientRequest sound = MembershipRequests.heartbeat(Membership.of("g", "m", 4));
        ClientRequest odd = sound.with(body -> body.set("GenerationId", -7));
        assertValue(odd, 4, "GenerationId", -7);
        assertValue(sound, 4, "GenerationId", 4);
    }

    @Test
    void theConsumerProtocolBeginsWithItsVersion() {
        assertThat(ConsumerProtocol.subscription(0, List.of("t"), null))
                .isEqualTo(Bytes.fromHex("0000 00000001 0001 74 ffffffff"));
        assertThat(ConsumerProtocol.subscription(1, List.of("t"), Bytes.EMPTY))
                .isEqualTo(Bytes.fromHex("0001 00000001 0001 74 00000000 00000000"));
        assertThat(ConsumerProtocol.assignment(0, Map.of("t", List.of(5))))
                .isEqualTo(Bytes.fromHex("0000 00000001 0001 74 00000001 00000005 ffffffff"));
    }

    private static MessageBuilder answer(String api, int version) {
        return Message.builder(Catalog.standard().api(api).response(version));
    }
}
