package io.kspec.junit;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class KafkaConformanceTest {
    private static final String CHECK = "heartbeat.unknown-member-refused";

    private static @Nullable KafkaConformance suite;

    @TempDir
    private Path folder = Path.of("");

    /** As a user writes it. */
    static class BrokerOfAUser {
        @TestFactory
        Stream<DynamicNode> speaksKafka() {
            return Objects.requireNonNull(suite).tests();
        }
    }

    @Test
    void aConformantBrokerPasses() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            Events tests = play(of(broker).apis("Heartbeat").checks("heartbeat.*"));

            assertThat(names(tests)).contains(CHECK + "@Heartbeat:0", CHECK + "@Heartbeat:4", "the run is complete");
            assertThat(tests.succeeded().count()).isGreaterThan(5);
            assertThat(tests.failed().count()).isZero();
        }
    }

    @Test
    void aCaseThatFailsIsAFailedTestWithItsCause() throws IOException {
        try (MockBroker broker = lenient()) {
            Events tests = play(of(broker).checks(CHECK));

            assertThat(messages(tests)).containsKey(CHECK + "@Heartbeat:3");
            assertThat(messages(tests).get(CHECK + "@Heartbeat:3"))
                    .startsWith("Heartbeat: ")
                    .contains("25 UNKNOWN_MEMBER_ID")
                    .contains("requirement");
        }
    }

    @Test
    void whatIsKnownIsAbortedAndWhatIsNotTrueIsToldOfIt() throws Exception {
        Path file = Files.writeString(
                folder.resolve("known-failures.yaml"),
                "known-failures:\n  - check: " + CHECK + "\n    reason: members are not checked yet\n"
                        + "  - check: heartbeat.member-lives\n    reason: no longer true\n");
        try (MockBroker broker = lenient()) {
            Events tests =
                    play(of(broker).checks(CHECK, "heartbeat.member-lives").knownFailures(file));

            assertThat(messages(tests).get(CHECK + "@Heartbeat:3")).isEqualTo("known: members are not checked yet");
            assertThat(tests.aborted().count()).isPositive();
            assertThat(names(tests.failed())).containsExactly("the run is complete");
            assertThat(messages(tests).get("the run is complete")).contains("heartbeat.member-lives");
        }
    }

    @Test
    void scenariosOfAUserAreTestsToo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("stranger.yaml"),
                """
                name: stranger
                description: A heartbeat from a member that the group does not know
                roles: [member]
                sweep: Heartbeat
                steps:
                  - name: a heartbeat
                    role: member
                    request: Heartbeat
                    body: {GroupId: g, GenerationId: 1, MemberId: nobody}
                    expect: {ErrorCode: UNKNOWN_MEMBER_ID}
                """);
        try (MockBroker broker = lenient()) {
            Events tests = play(of(broker).scenarios(file).checks("scenario.*"));

            assertThat(messages(tests).get("scenario.stranger@Heartbeat:3"))
                    .contains("step 1, a heartbeat: ErrorCode 25 UNKNOWN_MEMBER_ID");
        }
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "name: broken\n");
        KafkaConformance all = KafkaConformance.of("localhost:9092");
        assertThatThrownBy(() -> all.scenarios(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(broken + ":1:1");
    }

    @Test
    void reportsAreWrittenIfAFolderIsNamed() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            play(of(broker).checks(CHECK).report(folder.resolve("report")));

            assertThat(folder.resolve("report"))
                    .isDirectoryContaining(file -> file.endsWith("report.html"))
                    .isDirectoryContaining(file -> file.endsWith("junit.xml"))
                    .isDirectoryContaining(file -> file.endsWith("run.jsonl"));
        }
    }

    @Test
    void whereNothingListensTheReasonIsTold() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        KafkaConformance nobody = KafkaConformance.of("localhost:" + free).timeout(Duration.ofSeconds(2));

        assertThatThrownBy(nobody::tests)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("localhost:" + free);
    }

    @Test
    void whatCannotBeSelectedIsRefused() {
        KafkaConformance all = KafkaConformance.of("localhost:9092");

        assertThatThrownBy(() -> KafkaConformance.of("localhost")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all.profile("consumers"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("consumer-group")
                .hasMessageContaining("found consumers");
        assertThatThrownBy(() -> all.apis("Heartbeats"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found Heartbeats");
        assertThatThrownBy(() -> all.checks("no-such.check").tests()).isInstanceOf(IllegalArgumentException.class);
    }

    /** A broker that takes heartbeats from anybody. */
    private static MockBroker lenient() throws IOException {
        MockBroker broker = MockBroker.start();
        broker.stubFor(request("Heartbeat").willReturn(asKafka().with("ErrorCode", 0)));
        return broker;
    }

    private static KafkaConformance of(MockBroker broker) {
        return KafkaConformance.of(broker.host() + ":" + broker.port());
    }

    private static Events play(KafkaConformance conformance) {
        suite = conformance;
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(BrokerOfAUser.class))
                .execute()
                .testEvents();
    }

    private static List<String> names(Events events) {
        return events.finished().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static Map<String, String> messages(Events events) {
        return events.finished().stream()
                .filter(event -> message(event).isPresent())
                .collect(Collectors.toMap(event -> event.getTestDescriptor().getDisplayName(), event -> message(event)
                        .orElseThrow()));
    }

    private static Optional<String> message(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getMessage);
    }
}
