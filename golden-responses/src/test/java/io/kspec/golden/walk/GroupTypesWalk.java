package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends every request about groups to a group of every type, on Apache Kafka and on the mock broker: what one type of group answers to
 * the requests of another.
 */
final class GroupTypesWalk {
    private static final String GROUPS = "typed-";
    private static final String MEMBER = "typed-member";
    private static final String TOPIC = GroupWalk.TOPIC;
    private static final ComparableAnswer FORM =
            new ComparableAnswer(Set.of(), Set.of("MemberId", "Leader", "StatusDetail", "ClientId"));
    private static final StreamsApplication APPLICATION =
            StreamsApplication.of(StreamsApplication.Part.reading("0", TOPIC));

    /** The members outlive the walk, and have the time to ask for their assignment, however busy the machine is. */
    private static final JoinOffer JOINING = new JoinOffer(
            900_000, 2_000, "consumer", Map.of("range", ConsumerProtocol.subscription(0, List.of(TOPIC), null)));

    private static final List<String> FEATURES = List.of("group.version", "share.version", "streams.version");
    private static final List<String> STATES_OF_SHARE_GROUPS = List.of(
            "InitializeShareGroupState",
            "ReadShareGroupState",
            "WriteShareGroupState",
            "DeleteShareGroupState",
            "ReadShareGroupStateSummary");
    private static final byte SAFE_DOWNGRADE = 2;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Stage kafka;
    private final Stage mock;
    private final List<String> differences = new ArrayList<>();

    /** A type of group, with members or without. */
    enum Kind {
        NONE,
        CLASSIC_WITHOUT_MEMBERS,
        CLASSIC,
        CONSUMER_WITHOUT_MEMBERS,
        CONSUMER,
        SHARE_WITHOUT_MEMBERS,
        SHARE,
        STREAMS_WITHOUT_MEMBERS,
        STREAMS
    }

    /** A request with the version that it is sent in. */
    private record Question(ClientRequest request, int version) {}

    GroupTypesWalk(Stage kafka, Stage mock) {
        this.kafka = kafka;
        this.mock = mock;
    }

    void walk() {
        for (Kind kind : Kind.values()) {
            String group = GROUPS + kind;
            create(kind, group);
            refusedOrHarmless(group).forEach(this::ask);
            for (Question join : joinsOfOthers(kind)) {
                String joined = group + "-" + join.request().api().name();
                create(kind, joined);
                joins(joined).stream()
                        .filter(question ->
                                question.request().api().equals(join.request().api()))
                        .forEach(this::ask);
                describe(joined);
            }
            ask(new Question(GroupRequests.delete(List.of(group)), 2));
            describe(group);
        }
        compare("ListGroups", listed(kafka), listed(mock));
        assertThat(differences).isEmpty();
    }

    /** Asks again after the features of the new types of groups have been removed, on brokers that are not needed any more. */
    void walkWithoutFeatures() {
        List<String> groups = new ArrayList<>();
        for (Kind kind : List.of(Kind.CLASSIC_WITHOUT_MEMBERS, Kind.CONSUMER, Kind.SHARE, Kind.STREAMS)) {
            groups.add(GROUPS + "lowered-" + kind);
            create(kind, GROUPS + "lowered-" + kind);
        }
        FEATURES.forEach(feature -> ask(new Question(
                ClusterRequests.updateFeature(feature, 0, false)
                        .with(body -> body.setEach(
                                "FeatureUpdates", List.of(feature), (update, name) -> update.set("Feature", name)
                                        .set("MaxVersionLevel", 0)
                                        .set("UpgradeType", SAFE_DOWNGRADE))),
                1)));
        awaitFeatures();
        for (String group : groups) {
            refusedOrHarmless(group).forEach(this::ask);
            joins(group).forEach(this::ask);
            ask(new Question(GroupRequests.delete(List.of(group)), 2));
        }
        for (String api : STATES_OF_SHARE_GROUPS) {
            ask(new Question(ClientRequest.of(api, body -> body.set("GroupId", "any")), 0));
        }
        ask(new Question(
                ShareRequests.fetch(new ShareMembership("any", MEMBER), 0, ShareFetchLimits.waiting(0), List.of()), 1));
        ask(new Question(ShareRequests.acknowledge(new ShareMembership("any", MEMBER), 0, List.of()), 1));
        compare("ListGroups", listed(kafka), listed(mock));
        assertThat(differences).isEmpty();
    }

    private void awaitFeatures() {
        Optional<String> failure = Await.of("features that are not finalized", LIMIT)
                .failure(() -> {
                    List<Message> finalized = kafka.role("client")
                            .ask(ClientRequest.of("ApiVersions", body -> {}), 3)
                            .getStructs("FinalizedFeatures");
                    return finalized.stream()
                            .map(feature -> feature.getString("Name"))
                            .filter(FEATURES::contains)
                            .findFirst();
                });
        assertThat(failure).isEmpty();
    }

    /** What a further member of a group is assigned may depend on the time, or on hashes of member ids; other walks compare it. */
    private static List<Question> joinsOfOthers(Kind kind) {
        List<Question> joins = new ArrayList<>(joins(""));
        if (kind == Kind.CLASSIC) {
            joins.subList(0, 2).clear();
        } else if (kind == Kind.SHARE || kind == Kind.SHARE_WITHOUT_MEMBERS) {
            joins.remove(2);
        }
        return joins;
    }

    private void create(Kind kind, String group) {
        switch (kind) {
            case NONE -> {}
            case CLASSIC_WITHOUT_MEMBERS -> ask(new Question(commit(group, "", -1), 8));
            case CLASSIC -> ask(joins(group).get(0));
            case CONSUMER -> ask(joins(group).get(1));
            case SHARE -> ask(joins(group).get(2));
            case STREAMS -> ask(joins(group).get(3));
            case CONSUMER_WITHOUT_MEMBERS -> {
                ask(joins(group).get(1));
                ask(new Question(ConsumerGroupRequests.leave(Membership.of(group, MEMBER, -1)), 1));
            }
            case SHARE_WITHOUT_MEMBERS -> {
                ask(joins(group).get(2));
                ask(new Question(ShareRequests.heartbeat(new ShareMembership(group, MEMBER), -1, null), 1));
            }
            case STREAMS_WITHOUT_MEMBERS -> {
                ask(joins(group).get(3));
                ask(new Question(StreamsRequests.unchanged(Membership.of(group, MEMBER, -1)), 0));
            }
        }
    }

    /** The requests by which a member of each type of group joins. */
    private static List<Question> joins(String group) {
        return List.of(
                new Question(MembershipRequests.join(Membership.newcomer(group), JOINING), 3),
                new Question(ConsumerGroupRequests.full(Membership.of(group, MEMBER, 0), ConsumerOffer.of(TOPIC)), 1),
                new Question(ShareRequests.heartbeat(new ShareMembership(group, MEMBER), 0, List.of(TOPIC)), 1),
                new Question(StreamsRequests.join(Membership.of(group, MEMBER, 0), "process", APPLICATION), 0));
    }

    private static ClientRequest commit(String group, String memberId, int epoch) {
        OffsetToCommit offset = new OffsetToCommit(TopicIdentity.named(TOPIC), 0, 3, -1, "");
        return OffsetRequests.commit(Membership.of(group, memberId, epoch), List.of(offset));
    }

    /** Requests that do not change which type a group has. */
    private static List<Question> refusedOrHarmless(String group) {
        Membership stranger = Membership.of(group, "stranger", 9);
        ShareMembership sharing = new ShareMembership(group, "stranger");
        return List.of(
                new Question(GroupRequests.describe(group), 5),
                new Question(GroupRequests.describe(group), 6),
                new Question(ConsumerGroupRequests.describe(group), 1),
                new Question(ShareRequests.describe(group), 1),
                new Question(StreamsRequests.describe(group), 0),
                new Question(MembershipRequests.sync(stranger, "consumer", "range", Map.of()), 3),
                new Question(MembershipRequests.heartbeat(stranger), 3),
                new Question(MembershipRequests.leave(group, Leaver.member("stranger")), 3),
                new Question(ConsumerGroupRequests.unchanged(stranger), 1),
                new Question(ConsumerGroupRequests.leave(Membership.of(group, "stranger", -1)), 1),
                new Question(ShareRequests.heartbeat(sharing, 9, null), 1),
                new Question(ShareRequests.heartbeat(sharing, -1, null), 1),
                new Question(StreamsRequests.unchanged(stranger), 0),
                new Question(StreamsRequests.unchanged(Membership.of(group, "stranger", -1)), 0),
                new Question(commit(group, "", -1), 8),
                new Question(commit(group, "stranger", 9), 8),
                new Question(commit(group, "stranger", 9), 9),
                new Question(commit(group, MEMBER, 2), 8),
                new Question(commit(group, MEMBER, 9), 9),
                new Question(OffsetRequests.fetch(GroupPartitions.all(group)), 7),
                new Question(OffsetRequests.fetch(GroupPartitions.all(group)), 9),
                new Question(
                        OffsetRequests.fetch(GroupPartitions.all(group))
                                .with(body ->
                                        body.setEach("Groups", List.of(group), (entry, id) -> entry.set("GroupId", id)
                                                .set("MemberId", "stranger")
                                                .set("MemberEpoch", 9)
                                                .set("Topics", null))),
                        9),
                new Question(ShareRequests.describeOffsets(group, null), 0),
                new Question(ShareRequests.alterOffset(group, TOPIC, 0, 3), 0),
                new Question(ShareRequests.deleteOffsets(group, TOPIC), 0),
                new Question(deleteOffset(group), 0));
    }

    private static ClientRequest deleteOffset(String group) {
        return ClientRequest.of(
                "OffsetDelete", body -> body.set("GroupId", group).add("Topics", topic -> topic.set("Name", TOPIC)
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));
    }

    private void describe(String group) {
        ask(new Question(GroupRequests.describe(group), 6));
        ask(new Question(ConsumerGroupRequests.describe(group), 1));
        ask(new Question(ShareRequests.describe(group), 1));
        ask(new Question(StreamsRequests.describe(group), 0));
    }

    private static String listed(Stage side) {
        return side.role("administrator").ask(GroupRequests.list(), 5).getStructs("Groups").stream()
                .filter(group -> group.getString("GroupId").startsWith(GROUPS))
                .map(FORM::of)
                .sorted()
                .toList()
                .toString();
    }

    private void ask(Question question) {
        Message asked = question.request().at(question.version());
        compare(
                asked.id() + " " + FORM.of(asked),
                FORM.of(kafka.role("client").ask(question.request(), question.version())),
                FORM.of(mock.role("client").ask(question.request(), question.version())));
    }

    private void compare(String asked, String expected, String found) {
        if (!found.equals(expected)) {
            differences.add(asked + "\n    Apache Kafka: " + expected + "\n    the mock:     " + found);
        }
    }
}
