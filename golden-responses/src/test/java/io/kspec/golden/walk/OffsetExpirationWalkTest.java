package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.recording.BrokerFixture;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import io.kspec.stage.requests.TopicIdentity;
import io.kspec.stage.requests.TopicRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Committed offsets, and groups, expire in the mock when they do in Apache Kafka: clients commit with and without a group, say how long
 * offsets are to be kept, join and leave at random. A failure prints the seed and the walk.
 */
@Tag("broker")
class OffsetExpirationWalkTest {
    /** The last release that lets clients say from when an offset is kept (OffsetCommit v1). */
    private static final String LAST_OF_KAFKA_3 = "3.9.2";

    private static final List<String> TOPICS = List.of("read", "unread");
    private static final List<String> GROUPS = List.of("expiring-0", "expiring-1", "expiring-2");
    private static final int TIMEOUT_MS = 10_000;
    private static final long SHORT_MS = 300;
    private static final long LONG_MS = 3_600_000;
    private static final Duration CHECK = Duration.ofMillis(300);
    /** In which whatever is due has been removed. */
    private static final Duration PASSING = CHECK.plusMillis(SHORT_MS).plusMillis(400);
    /** The shortest retention that Apache Kafka allows. */
    private static final Duration RETENTION = Duration.ofMinutes(1);

    /** How long a new group waits for more members. */
    private static final Duration INITIAL_DELAY = Duration.ofMillis(700);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 5;

    /** What Apache Kafka 3.9.2 now and then says on a busy machine when it has just started; clients commit again. */
    private static final int COORDINATOR_NOT_AVAILABLE = 15;

    private final List<String> walk = new ArrayList<>();
    private final List<Side> sides = new ArrayList<>();
    private Random random = new Random();

    /** A broker, and the members that have joined groups on it, by group. */
    private static final class Side {
        private final Stage stage;
        private final Map<String, Membership> members = new LinkedHashMap<>();

        Side(String host, int port) {
            stage = Stage.on(new Target(host, port)).open();
        }

        Message ask(ClientRequest request, int version) {
            return stage.role("client").ask(request, version);
        }
    }

    static List<String> releases() {
        return List.of(LAST_OF_KAFKA_3, ReferenceReleases.newest());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theMockAndApacheKafkaForgetAlike(String release) throws IOException {
        Map<String, String> settings = Map.of(
                "group.initial.rebalance.delay.ms", initialDelay(release),
                "offsets.retention.minutes", Long.toString(RETENTION.toMinutes()),
                "offsets.retention.check.interval.ms", Long.toString(CHECK.toMillis()));
        WalkPlan plan = WalkPlan.of("offset-expiration-" + release, 24);
        random = plan.random();
        MockBrokerBuilder builder = MockBroker.builder();
        settings.forEach(builder::brokerConfig);
        try (ReferenceBroker kafka =
                        ReferenceBroker.of(release).properties(settings).start();
                MockBroker mock = builder.start()) {
            sides.add(new Side(kafka.host(), kafka.port()));
            sides.add(new Side(mock.host(), mock.port()));
            new BrokerFixture(sides.get(0).stage).awaitCoordinators();
            ApiUse use = ApiUse.of(mock);
            createTopics();
            if (release.equals(ReferenceReleases.newest())) {
                compareInitialDelays();
            }
            for (int step = 0; step < plan.steps(); step++) {
                if (act()) {
                    LockSupport.parkNanos(PASSING.toNanos());
                }
                compare(plan);
            }
            if (!plan.isStandard()) {
                // It takes a minute.
                walk.add("-- the retention passes");
                LockSupport.parkNanos(RETENTION.plus(PASSING).toNanos());
                compare(plan);
            }
            plan.verify(use);
        } finally {
            sides.forEach(side -> side.stage.close());
        }
    }

    /** Only the newest release lets new groups wait, which makes the walk longer. */
    private static String initialDelay(String release) {
        return release.equals(ReferenceReleases.newest()) ? Long.toString(INITIAL_DELAY.toMillis()) : "0";
    }

    /** Who is in a new group depends on when members come, so a busy machine may need more than one attempt. */
    private void compareInitialDelays() {
        List<Stage> stages = sides.stream().map(side -> side.stage).toList();
        List<List<String>> told = IntStream.range(0, ATTEMPTS)
                .mapToObj(attempt ->
                        new InitialDelayScript(stages, INITIAL_DELAY, "delayed-" + attempt, TOPICS.get(0)).play())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the machine is too busy for members to join in time"));
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }

    private void createTopics() {
        for (Side side : sides) {
            side.ask(
                    TopicRequests.create(
                            TIMEOUT_MS,
                            TOPICS.stream().map(topic -> NewTopic.of(topic, 2)).toList()),
                    5);
            for (String topic : TOPICS) {
                new BrokerFixture(side.stage).awaitLeaders(topic, 2);
            }
        }
    }

    /** Does one thing, and tells whether that may make something due, which is to be removed before the next one. */
    private boolean act() {
        String group = GROUPS.get(random.nextInt(GROUPS.size()));
        boolean hasMember = sides.get(0).members.containsKey(group);
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (hasMember) {
                    leave(group);
                } else {
                    join(group);
                }
                return hasMember;
            }
            case 2 -> {
                ask(LogRequests.deleteOffsets(group, TOPICS.get(random.nextInt(2)), 0, 1), 0);
                return false;
            }
            default -> {
                commit(group);
                return true;
            }
        }
    }

    private void join(String group) {
        walk.add(group + " gets a member");
        for (Side side : sides) {
            Message joined = side.ask(
                    MembershipRequests.join(
                            Membership.newcomer(group),
                            new JoinOffer(
                                    300_000,
                                    300_000,
                                    "consumer",
                                    Map.of("range", ConsumerProtocol.subscription(0, TOPICS.subList(0, 1), null)))),
                    3);
            Membership member = Membership.of(group, joined.getString("MemberId"), joined.getInt("GenerationId"));
            Message synced = side.ask(
                    MembershipRequests.sync(
                            member,
                            "consumer",
                            "range",
                            Map.of(member.memberId(), ConsumerProtocol.assignment(0, Map.of("read", List.of(0, 1))))),
                    3);
            assertThat(synced.getInt("ErrorCode")).isZero();
            side.members.put(group, member);
        }
    }

    private void leave(String group) {
        walk.add(group + " loses its member");
        for (Side side : sides) {
            Membership member = side.members.remove(group);
            if (member != null) {
                side.ask(MembershipRequests.leave(group, Leaver.member(member.memberId())), 1);
            }
        }
    }

    private void commit(String group) {
        Versions common = sides.get(0)
                .stage
                .versions("OffsetCommit")
                .intersect(sides.get(1).stage.versions("OffsetCommit"));
        int lowest = Math.max(1, common.lowest());
        int version = random.nextBoolean() ? lowest + random.nextInt(5 - lowest) : lowest + random.nextInt(10 - lowest);
        long retentionMs = List.of(-1L, 0L, SHORT_MS, LONG_MS).get(random.nextInt(4));
        long ageMs = List.of(0L, RETENTION.toMillis() + 1, LONG_MS).get(random.nextInt(3));
        String topic = TOPICS.get(random.nextInt(2));
        int offset = random.nextInt(90);
        walk.add(group + " commits " + topic + "@" + offset + " v" + version + " for " + retentionMs + " since "
                + ageMs);
        for (Side side : sides) {
            Membership member = side.members.getOrDefault(group, Membership.newcomer(group));
            ClientRequest request = OffsetRequests.commit(
                    member, List.of(new OffsetToCommit(TopicIdentity.named(topic), 0, offset, -1, "")));
            int error = Await.of("an answer without an error that passes", LIMIT)
                    .last(
                            () -> error(side.ask(
                                    version == 1
                                            ? old(member, topic, offset, System.currentTimeMillis() - ageMs)
                                            : request.with(body -> body.setIfPresent("RetentionTimeMs", retentionMs)),
                                    version)),
                            code -> code != COORDINATOR_NOT_AVAILABLE);
            assertThat(error).as(() -> String.join("\n", walk)).isZero();
        }
    }

    private static int error(Message committed) {
        List<Message> partitions = committed.getStructs("Topics").get(0).getStructs("Partitions");
        assertThat(partitions).hasSize(1);
        return partitions.get(0).getInt("ErrorCode");
    }

    /** OffsetCommit v1, which says from when an offset is kept. */
    private static ClientRequest old(Membership member, String topic, int offset, long timestampMs) {
        return ClientRequest.of("OffsetCommit", body -> body.set("GroupId", member.groupId())
                .set("GenerationIdOrMemberEpoch", member.generation())
                .set("MemberId", member.memberId())
                .add("Topics", entry -> entry.set("Name", topic).add("Partitions", partition -> partition
                        .set("CommittedOffset", offset)
                        .set("CommittedMetadata", "")
                        .set("CommitTimestamp", timestampMs))));
    }

    private void ask(ClientRequest request, int version) {
        ComparableAnswer form = new ComparableAnswer(Set.of());
        List<String> answers =
                sides.stream().map(side -> form.of(side.ask(request, version))).toList();
        walk.add(request.at(version) + " -> " + answers.get(0));
        assertThat(answers.get(1)).as(() -> String.join("\n", walk)).isEqualTo(answers.get(0));
    }

    private void compare(WalkPlan plan) {
        List<String> seen = Await.of("the same groups", LIMIT)
                .last(() -> sides.stream().map(OffsetExpirationWalkTest::state).toList(), states -> states.get(0)
                        .equals(states.get(1)));
        walk.add("    " + seen.get(0));
        assertThat(seen.get(1))
                .as(() -> plan + " after\n" + String.join("\n", walk))
                .isEqualTo(seen.get(0));
    }

    /** The groups that there are, their states and offsets. */
    private static String state(Side side) {
        ComparableAnswer form = new ComparableAnswer(Set.of(), Set.of("MemberId", "ClientId", "ClientHost"));
        List<String> listed = side.ask(GroupRequests.list(), 4).getStructs("Groups").stream()
                .map(form::of)
                .filter(entry -> entry.contains("expiring"))
                .sorted()
                .toList();
        List<String> offsets = GROUPS.stream()
                .map(group -> form.of(side.ask(OffsetRequests.fetch(GroupPartitions.all(group)), 5)))
                .toList();
        return listed + " " + form.of(side.ask(GroupRequests.describe(GROUPS), 3)) + " " + offsets;
    }
}
