package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.recording.BrokerFixture;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceBrokerBuilder;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of the mock broker see of their classic, consumer, share and streams groups what clients of Apache Kafka see. A failure prints the seed and the walk. */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
class GroupWalkTest {
    /** The last release with the coordinator of Kafka 3. */
    private static final String LAST_OF_KAFKA_3 = "3.9.2";

    private static final String LOWEST_SESSION = "group.min.session.timeout.ms";
    /** How soon a consumer group may get another target assignment; at once, so that the pace of a walk does not matter. */
    private static final String ASSIGNMENT_INTERVAL = "group.consumer.assignment.interval.ms";

    private static final String STREAMS_ASSIGNMENT_INTERVAL = "group.streams.assignment.interval.ms";
    /** How long a new streams group waits for more members; not at all. */
    private static final String STREAMS_DELAY = "group.streams.initial.rebalance.delay.ms";
    /** So that share groups need not wait. */
    private static final Map<String, String> SHARING = Map.of(
            "group.share.assignment.interval.ms",
            "0",
            "group.share.min.assignment.interval.ms",
            "0",
            "group.share.min.record.lock.duration.ms",
            "1000");

    static List<String> releases() {
        return List.of(LAST_OF_KAFKA_3, ReferenceReleases.newest());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theMockAndApacheKafkaAnswerAlike(String release) throws IOException {
        WalkPlan plan = WalkPlan.of("groups-" + release, 250);
        try (ReferenceBroker reference = reference(release).start();
                MockBroker mocked = MockBroker.builder()
                        .brokerConfig("group.initial.rebalance.delay.ms", "0")
                        .brokerConfig(LOWEST_SESSION, "1")
                        .brokerConfig(ASSIGNMENT_INTERVAL, "0")
                        .brokerConfig(STREAMS_ASSIGNMENT_INTERVAL, "0")
                        .brokerConfig(STREAMS_DELAY, "0")
                        .topic(GroupWalk.TOPIC, 1)
                        .start();
                WalkedGroups kafka = new WalkedGroups(reference.host(), reference.port());
                WalkedGroups mock = new WalkedGroups(mocked.host(), mocked.port())) {
            prepare(kafka);
            // The topic of offsets begins to exist.
            mock.ask(CoordinatorRequests.find(CoordinatorType.GROUP, "any"), 2);
            ApiUse use = ApiUse.of(mocked);
            GroupWalk walk = new GroupWalk(release, plan, kafka, mock);
            walk.walk();
            walk.expire();
            plan.verify(use);
            if (!release.equals(LAST_OF_KAFKA_3)) {
                assertThat(OffsetsTopicContent.of(mock.stage(), GroupWalk.GROUPS))
                        .as("the records of groups in %s", plan)
                        .isNotEmpty()
                        .isEqualTo(OffsetsTopicContent.of(kafka.stage(), GroupWalk.GROUPS));
                walkConsumers(mocked, kafka, mock);
                walkStreams(mocked, kafka, mock);
                share(release, reference);
                GroupTypesWalk types = new GroupTypesWalk(kafka.stage(), mock.stage());
                types.walk();
                types.walkWithoutFeatures();
            }
        }
    }

    /** Consumer groups (KIP-848) are walked on the same brokers; releases before 4.0 have none, or others. */
    private static void walkConsumers(MockBroker mocked, WalkedGroups kafka, WalkedGroups mock) throws IOException {
        WalkPlan plan = WalkPlan.of("consumer-groups", 200);
        ApiUse use = ApiUse.of(mocked);
        ConsumerGroupWalk walk =
                new ConsumerGroupWalk(new WalkedConsumers(kafka.stage()), new WalkedConsumers(mock.stage()));
        walk.walk(plan);
        plan.verify(use);
        assertThat(records(mock, ConsumerGroupWalk.GROUPS))
                .as("the records of consumer groups in %s", plan)
                .isNotEmpty()
                .isEqualTo(records(kafka, ConsumerGroupWalk.GROUPS));
        walk.walk(new WalkPlan("consumer-groups-again", plan.seed() + 1, plan.steps(), false));
    }

    /** Streams groups (KIP-1071) are walked on the same brokers. */
    private static void walkStreams(MockBroker mocked, WalkedGroups kafka, WalkedGroups mock) throws IOException {
        WalkPlan plan = WalkPlan.of("streams-groups", 200);
        ApiUse use = ApiUse.of(mocked);
        new StreamsWalk(plan, kafka.stage(), mock.stage()).walk();
        plan.verify(use);
        assertThat(records(mock, StreamsWalk.GROUPS))
                .as("the records of streams groups in %s", plan)
                .isNotEmpty()
                .isEqualTo(records(kafka, StreamsWalk.GROUPS));
    }

    private static ReferenceBrokerBuilder reference(String release) {
        ReferenceBrokerBuilder reference =
                ReferenceBroker.of(release).property(LOWEST_SESSION, "1").property(ASSIGNMENT_INTERVAL, "0");
        if (!release.equals(LAST_OF_KAFKA_3)) {
            SHARING.forEach(reference::property);
            reference.property(STREAMS_ASSIGNMENT_INTERVAL, "0").property(STREAMS_DELAY, "0");
        }
        return reference;
    }

    /** The members of share groups see the same as well; they use the broker that is there. */
    private static void share(String release, ReferenceBroker reference) throws IOException {
        WalkPlan plan = WalkPlan.of("share-" + release, 120);
        MockBrokerBuilder builder = MockBroker.builder();
        SHARING.forEach(builder::brokerConfig);
        try (MockBroker mocked = builder.start();
                WalkedShare kafka = new WalkedShare(reference.host(), reference.port());
                WalkedShare mock = new WalkedShare(mocked.host(), mocked.port())) {
            ApiUse use = ApiUse.of(mocked);
            new ShareWalk(plan, kafka, mock).walk();
            plan.verify(use);
        }
    }

    /** What is written about each group of a walk; the order of members depends on hashes. */
    private static Map<String, List<String>> records(WalkedGroups side, String groups) {
        Map<String, List<String>> records = new TreeMap<>();
        OffsetsTopicContent.of(side.stage(), groups)
                .forEach((group, ofGroup) ->
                        records.put(group, ofGroup.stream().sorted().toList()));
        return records;
    }

    private static void prepare(WalkedGroups kafka) {
        BrokerFixture fixture = new BrokerFixture(kafka.stage());
        fixture.awaitCoordinators();
        kafka.stage().role("administrator").ask("CreateTopics", 4, body -> body.set("timeoutMs", 10_000)
                .add("Topics", topic -> topic.set("Name", GroupWalk.TOPIC)
                        .set("NumPartitions", 1)
                        .set("ReplicationFactor", 1)));
        fixture.awaitLeaders(GroupWalk.TOPIC, 1);
        fixture.clear();
    }
}
