package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.recording.BrokerFixture;
import io.kspec.mock.MockBroker;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.walk.WalkPlan;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.TopicIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients of the mock broker see of their classic groups what clients of Apache Kafka see: two dynamic and two static members join, sync,
 * send heartbeats, commit, leave, and are described, listed and deleted at random. A failure prints the seed and the walk.
 */
@Tag("broker")
class GroupWalkTest {
    /** How long Apache Kafka may take to answer what the mock has answered. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** How long the mock, which answers before it serves another request, is listened to. */
    private static final Duration AT_ONCE = Duration.ofMillis(3);

    /** The last release with the coordinator of Kafka 3. */
    private static final String LAST_OF_KAFKA_3 = "3.9.2";

    private static final String TOPIC = "walked";
    private static final Bytes SUBSCRIPTION = ConsumerProtocol.subscription(0, List.of(TOPIC), null);
    private static final Map<String, Bytes> RANGE = Map.of("range", SUBSCRIPTION);
    private static final Map<String, Bytes> CHANGED =
            Map.of("range", ConsumerProtocol.subscription(0, List.of(TOPIC, "other"), null));
    private static final Map<String, Bytes> STICKY = Map.of("sticky", SUBSCRIPTION);
    private static final Bytes ASSIGNMENT = ConsumerProtocol.assignment(0, Map.of(TOPIC, List.of(0)));

    /** The first versions that keep offsets in Kafka, and the last ones with names of topics. */
    private static final Map<String, Integer> FIRST = Map.of("OffsetCommit", 2, "OffsetFetch", 2);

    private static final Map<String, Integer> LAST_WITH_NAMES = Map.of("OffsetCommit", 9, "OffsetFetch", 9);

    private final List<String> walk = new ArrayList<>();
    private int groups;
    private String release = "";

    static List<String> releases() {
        return List.of(LAST_OF_KAFKA_3, ReferenceReleases.newest());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theMockAndApacheKafkaAnswerAlike(String walked) throws IOException {
        release = walked;
        WalkPlan plan = WalkPlan.of("groups-" + release, 250);
        Random random = plan.random();
        try (ReferenceBroker reference = ReferenceBroker.start(release);
                MockBroker mocked = MockBroker.builder()
                        .brokerConfig("group.initial.rebalance.delay.ms", "0")
                        .topic(TOPIC, 1)
                        .start();
                WalkedGroups kafka = new WalkedGroups(reference.host(), reference.port());
                WalkedGroups mock = new WalkedGroups(mocked.host(), mocked.port())) {
            prepare(kafka);
            ApiUse use = ApiUse.of(mocked);
            restart(kafka, mock);
            for (int step = 0; step < plan.steps(); step++) {
                if (random.nextInt(60) == 0) {
                    restart(kafka, mock);
                }
                move(plan, random, kafka, mock);
            }
            plan.verify(use);
        }
    }

    private static void prepare(WalkedGroups kafka) {
        BrokerFixture fixture = new BrokerFixture(kafka.stage());
        fixture.awaitCoordinators();
        kafka.stage().role("administrator").ask("CreateTopics", 4, body -> body.set("timeoutMs", 10_000)
                .add("Topics", topic -> topic.set("Name", TOPIC)
                        .set("NumPartitions", 1)
                        .set("ReplicationFactor", 1)));
        fixture.awaitLeaders(TOPIC, 1);
        fixture.clear();
    }

    private void restart(WalkedGroups kafka, WalkedGroups mock) {
        groups++;
        for (WalkedGroups side : List.of(kafka, mock)) {
            side.disband();
            for (int i = 0; i < WalkedGroups.ACTORS; i++) {
                assertThat(!side.isWaiting(i) || side.receive(i, LIMIT).isPresent())
                        .as("whoever is removed is answered")
                        .isTrue();
            }
            side.begin("walked-" + groups);
        }
        walk.add("-- another group");
    }

    private void move(WalkPlan plan, Random random, WalkedGroups kafka, WalkedGroups mock) {
        List<Integer> free = IntStream.range(0, WalkedGroups.ACTORS)
                .filter(actor -> !mock.isWaiting(actor))
                .boxed()
                .toList();
        if (free.isEmpty()) {
            // They wait for a member that has begun anew and will not return.
            restart(kafka, mock);
            return;
        }
        int kind = random.nextInt(16);
        if (kind == 15) {
            administer(random, kafka, mock);
        } else if (kind >= 11) {
            for (int actor : free) {
                act(kind < 13 ? 0 : 3, actor, random, kafka, mock);
                compare(plan, kafka, mock);
            }
        } else {
            act(kind, free.get(random.nextInt(free.size())), random, kafka, mock);
            compare(plan, kafka, mock);
        }
    }

    /** Lets an actor ask the same of both brokers. */
    private void act(int kind, int actor, Random random, WalkedGroups kafka, WalkedGroups mock) {
        boolean newcomer = random.nextInt(12) == 0;
        int late = random.nextInt(10) == 0 ? -1 : 0;
        Map<String, Bytes> protocols =
                List.of(RANGE, RANGE, RANGE, CHANGED, CHANGED, STICKY).get(random.nextInt(6));
        boolean byInstance = random.nextBoolean();
        String api = kind < 3
                ? "JoinGroup"
                : kind < 6 ? "SyncGroup" : kind < 8 ? "Heartbeat" : kind < 10 ? "OffsetCommit" : "LeaveGroup";
        int version = version(api, random, kafka, mock);
        for (WalkedGroups side : List.of(kafka, mock)) {
            Membership member = side.membership(actor, true);
            ClientRequest request =
                    switch (api) {
                        case "JoinGroup" -> side.join(actor, newcomer, protocols);
                        case "SyncGroup" -> side.sync(actor, late, ASSIGNMENT);
                        case "Heartbeat" ->
                            MembershipRequests.heartbeat(new Membership(
                                    member.groupId(),
                                    member.memberId(),
                                    member.generation() + late,
                                    member.instanceId()));
                        case "OffsetCommit" -> OffsetRequests.commit(member, List.of(offset(kind)));
                        default ->
                            MembershipRequests.leave(
                                    member.groupId(),
                                    byInstance && member.instanceId() != null && version >= 3
                                            ? Leaver.instance(member.instanceId())
                                            : Leaver.member(member.memberId()));
                    };
            side.send(actor, request, version);
        }
        walk.add("actor-" + actor + " " + api + " v" + version + (newcomer ? " newcomer" : "")
                + (late < 0 ? " late" : "") + " " + protocols.keySet());
    }

    private static OffsetToCommit offset(int offset) {
        return new OffsetToCommit(TopicIdentity.named(TOPIC), 0, offset, -1, "");
    }

    private void administer(Random random, WalkedGroups kafka, WalkedGroups mock) {
        String group = kafka.membership(0, false).groupId();
        ClientRequest request =
                switch (random.nextInt(4)) {
                    case 0 -> GroupRequests.list();
                    case 1 -> GroupRequests.delete(List.of(group));
                    case 2 -> OffsetRequests.commit(group, List.of(offset(5)));
                    default -> OffsetRequests.fetch(GroupPartitions.all(group));
                };
        int version = version(request.api().name(), random, kafka, mock);
        String expected = kafka.form(kafka.ask(request, version));
        walk.add("administrator " + request.at(version) + " -> " + expected);
        assertThat(mock.form(mock.ask(request, version)))
                .as(String.join("\n", walk))
                .isEqualTo(expected);
    }

    private static int version(String api, Random random, WalkedGroups kafka, WalkedGroups mock) {
        Versions common = kafka.stage().versions(api).intersect(mock.stage().versions(api));
        int lowest = Math.max(FIRST.getOrDefault(api, 0), common.lowest());
        int highest = Math.min(LAST_WITH_NAMES.getOrDefault(api, Integer.MAX_VALUE), common.highest());
        return lowest + random.nextInt(highest - lowest + 1);
    }

    /** Compares the answers that have come, and the group. */
    private void compare(WalkPlan plan, WalkedGroups kafka, WalkedGroups mock) {
        if (leadersDiffer(plan, kafka, mock)) {
            restart(kafka, mock);
            return;
        }
        Optional<String> difference = Await.of("the same group", LIMIT).failure(() -> {
            String there = describe(kafka);
            return describe(mock).equals(there) ? Optional.empty() : Optional.of(there);
        });
        assertThat(difference)
                .as(() -> "the mock's group is " + describe(mock) + ", " + told(plan))
                .isEmpty();
        if (leadersDiffer(plan, kafka, mock)) {
            restart(kafka, mock);
        }
    }

    /**
     * Compares the answers that have come; returns whether they differ in nothing but who leads. Which member follows a leader that has
     * left depends on a hash of member ids.
     */
    private boolean leadersDiffer(WalkPlan plan, WalkedGroups kafka, WalkedGroups mock) {
        for (int actor = 0; actor < WalkedGroups.ACTORS; actor++) {
            Optional<String> found = mock.receive(actor, AT_ONCE);
            Optional<String> expected = kafka.receive(actor, found.isPresent() ? LIMIT : AT_ONCE);
            if (found.isEmpty() && expected.isPresent()) {
                found = mock.receive(actor, LIMIT);
            }
            if (!found.equals(expected)
                    && found.map(GroupWalkTest::ofNoLeader).equals(expected.map(GroupWalkTest::ofNoLeader))) {
                return true;
            }
            int number = actor;
            assertThat(found)
                    .as(() -> "the answer to actor-" + number + ", " + told(plan))
                    .isEqualTo(expected);
            expected.ifPresent(answer -> walk.add("    actor-" + number + " <- " + answer));
        }
        return false;
    }

    private String told(WalkPlan plan) {
        return plan + " after\n" + String.join("\n", walk);
    }

    /** A description of the group; Kafka before 4.0 shows assignments of stable groups alone. */
    private String describe(WalkedGroups side) {
        String described = side.form(side.ask(
                        GroupRequests.describe(side.membership(0, false).groupId()), 5))
                .replaceAll("ClientId=[^,;]*", "");
        return release.startsWith("3.") && !described.contains("GroupState=Stable")
                ? described.replaceAll("MemberAssignment=\\[[^\\]]*]", "MemberAssignment=[]")
                : described;
    }

    private static String ofNoLeader(String answer) {
        return answer.replaceAll("Leader=[^,;]*", "")
                .replaceAll("MemberId=[^;]*Metadata=[^;]*", "")
                .replaceAll("[;\\[\\] ]", "");
    }
}
