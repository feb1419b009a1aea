package io.kspec.golden.walk.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.walk.WalkPlan;
import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same random ACLs, logins and requests get the same answers from the mock as from Apache Kafka's newest release. */
@Tag("broker")
@Timeout(300)
class SecurityWalkTest {
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final Map<String, String> CONFIGS = Map.ofEntries(
            // No lock expires while requests are played, since both brokers are not asked at the same time.
            Map.entry("group.share.record.lock.duration.ms", "600000"),
            Map.entry("group.share.max.record.lock.duration.ms", "600000"),
            Map.entry("group.share.session.timeout.ms", "600000"),
            Map.entry("group.share.max.session.timeout.ms", "600000"),
            Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
            Map.entry("delegation.token.secret.key", "secret"),
            Map.entry("super.users", "User:ANONYMOUS"),
            Map.entry("sasl.enabled.mechanisms", "PLAIN"),
            Map.entry("group.consumer.session.timeout.ms", "600000"),
            Map.entry("group.consumer.max.session.timeout.ms", "600000"),
            Map.entry("connection.failed.authentication.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.assignment.interval.ms", "0"));
    /**
     * What changes the cluster, has no end, or is not about access. Apache Kafka repeats the partitions in a denial of
     * ListPartitionReassignments, and lets the error of a group replace those of topics in OffsetDelete.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "ApiVersions",
            "SaslHandshake",
            "SaslAuthenticate",
            "CreateAcls",
            "DeleteAcls",
            "JoinGroup",
            "UpdateFeatures",
            "ListPartitionReassignments",
            "OffsetDelete");

    /** The beginnings of APIs whose requests need more than names. */
    private static final List<String> WITH_MEMBERS = List.of(
            "ConsumerGroup",
            "Share",
            "Streams",
            "DescribeShare",
            "AlterShare",
            "DeleteShare",
            "InitializeShare",
            "ReadShare",
            "WriteShare",
            "DescribeClientQuotas",
            "AlterClientQuotas",
            "GetTelemetry",
            "PushTelemetry",
            "AddRaft",
            "RemoveRaft",
            "UnregisterController");

    private static ReferenceBroker kafka;
    private static MockBroker mock;

    private final List<String> differences = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        mock = mock();
        kafka = ReferenceBroker.of(ReferenceReleases.newest())
                .listener("SASL", "SASL_PLAINTEXT")
                .properties(CONFIGS)
                .property(
                        "listener.name.sasl.plain.sasl.jaas.config",
                        MODULE + "user_" + SecuritySide.USER + "=\"" + SecuritySide.PASSWORD + "\";")
                .start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        mock.close();
    }

    private static MockBroker mock() throws IOException {
        MockBrokerBuilder builder = MockBroker.builder()
                .listener("PLAINTEXT", SecurityProtocol.PLAINTEXT)
                .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .user(SecuritySide.USER, SecuritySide.PASSWORD);
        CONFIGS.forEach(builder::brokerConfig);
        return builder.start();
    }

    private static int port(MockBroker mock, String listener) {
        String address = mock.bootstrap(listener);
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    @Test
    void whatIsDeniedIsDeniedAsInApacheKafka() throws IOException {
        WalkPlan plan = WalkPlan.of("access-" + ReferenceReleases.newest(), 1500);
        Random random = plan.random();
        try (SecuritySide expected = new SecuritySide(kafka.port(), kafka.port("SASL"));
                SecuritySide actual = new SecuritySide(port(mock, "PLAINTEXT"), port(mock, "SASL"))) {
            ApiUse use = ApiUse.of(mock);
            expected.prepare();
            actual.prepare();
            Map<ApiSpec, Versions> apis = walked(expected, mock.advertisedVersions());
            for (int i = 0; i < plan.steps(); i++) {
                if (random.nextInt(5) == 0) {
                    changeAcls(random, expected, actual);
                } else {
                    request(apis, random, expected, actual);
                }
            }
            assertThat(differences).as(plan.toString()).isEmpty();
            plan.verify(use);
        }
    }

    /** The versions that both brokers speak. */
    private static Map<ApiSpec, Versions> spoken(SecuritySide kafka, AnsweredVersions mock) throws IOException {
        Map<ApiSpec, Versions> spoken = new TreeMap<>((a, b) -> Integer.compare(a.key(), b.key()));
        for (Message entry : kafka.ask("ApiVersions", 0, body -> {}).getStructs("ApiKeys")) {
            Catalog.standard().find(entry.getInt("ApiKey")).ifPresent(api -> {
                Versions versions =
                        mock.of(api).intersect(new Versions(entry.getInt("MinVersion"), entry.getInt("MaxVersion")));
                if (!versions.isEmpty()) {
                    spoken.put(api, versions);
                }
            });
        }
        return spoken;
    }

    /** The APIs whose requests the walk makes by chance. */
    private static Map<ApiSpec, Versions> walked(SecuritySide kafka, AnsweredVersions mock) throws IOException {
        Map<ApiSpec, Versions> walked = spoken(kafka, mock);
        walked.keySet()
                .removeIf(api ->
                        LEFT_OUT.contains(api.name()) || WITH_MEMBERS.stream().anyMatch(api.name()::startsWith));
        return walked;
    }

    private void changeAcls(Random random, SecuritySide expected, SecuritySide actual) throws IOException {
        if (random.nextInt(6) == 0) {
            int type = pick(random, List.of(1, 2, 3, 4, 5));
            int pattern = pick(random, List.of(1, 2, 3, 4));
            String name = pick(random, List.of("t0", "g1", "*", "t", ""));
            Consumer<MessageBuilder> fill = body -> body.add("Filters", filter -> filter.set("ResourceTypeFilter", type)
                    .set("ResourceNameFilter", name.isEmpty() ? null : name)
                    .set("PatternTypeFilter", pattern)
                    .set("Operation", 1)
                    .set("PermissionType", 1));
            compareAcls("DeleteAcls", fill, expected, actual);
            return;
        }
        int type = pick(random, List.of(2, 2, 2, 3, 3, 4, 4, 5));
        int pattern = random.nextInt(20) == 0 ? pick(random, List.of(1, 2)) : pick(random, List.of(3, 3, 4));
        String name =
                switch (type) {
                    case 2 -> pick(random, List.of("t0", "t1", "none", "t", "*"));
                    case 3 -> pick(random, List.of("g0", "g", "*"));
                    case 4 -> pick(random, List.of("kafka-cluster", "kafka-cluster", "kafka-cluster", "other"));
                    default -> pick(random, List.of("x0", "x", "*"));
                };
        String principal = pick(random, List.of("User:bob", "User:*", "User:carol", "bob"));
        String host = pick(random, List.of("*", "*", "127.0.0.1", "10.0.0.1"));
        int operation = random.nextInt(20) == 0 ? 1 : pick(random, List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        int permission = random.nextInt(20) == 0 ? 1 : random.nextInt(4) == 0 ? 2 : 3;
        Consumer<MessageBuilder> fill = body -> body.add("Creations", creation -> creation.set("ResourceType", type)
                .set("ResourceName", name)
                .set("ResourcePatternType", pattern)
                .set("Principal", principal)
                .set("Host", host)
                .set("Operation", operation)
                .set("PermissionType", permission));
        compareAcls("CreateAcls", fill, expected, actual);
    }

    private void compareAcls(String api, Consumer<MessageBuilder> fill, SecuritySide expected, SecuritySide actual)
            throws IOException {
        Message ours = actual.ask(api, 3, fill);
        String theirs = AclText.of(expected.ask(api, 3, fill));
        if (!AclText.of(ours).equals(theirs)) {
            differences.add(api + "\n    Apache Kafka: " + theirs + "\n    the mock:     " + AclText.of(ours));
        }
        expected.awaitAcls(actual.acls());
    }

    private void request(Map<ApiSpec, Versions> apis, Random random, SecuritySide expected, SecuritySide actual)
            throws IOException {
        ApiSpec api = pick(random, List.copyOf(apis.keySet()));
        Versions versions = apis.getOrDefault(api, Versions.NONE);
        // Older versions take older formats of records.
        int lowest = api.name().equals("Produce") ? 3 : versions.lowest();
        int version = lowest + random.nextInt(versions.highest() - lowest + 1);
        long seed = random.nextLong();
        MessageBuilder request = Message.builder(api.request(version));
        new RandomRequest(actual, new Random(seed)).fill(request);
        String asked = api + " v" + version + " " + request.build();
        String ours =
                actual.askAsUser(api.name(), version, body -> new RandomRequest(actual, new Random(seed)).fill(body));
        String theirs = expected.askAsUser(
                api.name(), version, body -> new RandomRequest(expected, new Random(seed)).fill(body));
        if (!ours.equals(theirs)) {
            differences.add(asked + "\n    Apache Kafka: " + theirs + "\n    the mock:     " + ours);
        }
    }

    @Test
    void whatEachApiDemandsIsWhatApacheKafkaDemands() throws IOException {
        try (SecuritySide expected = new SecuritySide(kafka.port(), kafka.port("SASL"));
                SecuritySide actual = new SecuritySide(port(mock, "PLAINTEXT"), port(mock, "SASL"))) {
            expected.prepare();
            actual.prepare();
            Map<ApiSpec, Versions> spoken = spoken(expected, mock.advertisedVersions());

            assertThat(ScriptedRequest.all()).extracting(ScriptedRequest::api).containsAll(demanding(spoken.keySet()));
            assertThat(new ScriptedAccess(expected, actual, spoken).differences())
                    .isEmpty();
        }
    }

    /** The APIs whose use can be denied. */
    private static List<ApiSpec> demanding(Set<ApiSpec> apis) {
        return apis.stream()
                .filter(api -> !Set.of("ApiVersions", "SaslHandshake", "SaslAuthenticate")
                        .contains(api.name()))
                .toList();
    }

    @Test
    void whatAStreamsApplicationMayDoWithItsTopicsIsAsInApacheKafka() throws IOException {
        try (SecuritySide expected = new SecuritySide(kafka.port(), kafka.port("SASL"));
                SecuritySide actual = new SecuritySide(port(mock, "PLAINTEXT"), port(mock, "SASL"))) {
            assertThat(StreamsAccess.of(actual)).isEqualTo(StreamsAccess.of(expected));
        }
    }

    @Test
    void loginsAreThoseOfApacheKafka() throws IOException {
        WalkPlan plan = WalkPlan.of("logins-" + ReferenceReleases.newest(), 150);
        Random random = plan.random();
        try (MockBroker mock = mock()) {
            ApiUse use = ApiUse.of(mock);
            for (int i = 0; i < plan.steps(); i++) {
                List<LoginStep> steps = LoginStep.some(random);
                String listener = random.nextInt(6) == 0 ? "PLAINTEXT" : "SASL";
                String theirs = LoginStep.play(steps, listener.equals("SASL") ? kafka.port("SASL") : kafka.port());
                String ours = LoginStep.play(steps, port(mock, listener));
                if (!ours.equals(theirs)) {
                    differences.add(
                            listener + " " + steps + "\n    Apache Kafka: " + theirs + "\n    the mock:     " + ours);
                }
            }
            assertThat(differences).as(plan.toString()).isEmpty();
            plan.verify(use);
        }
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
