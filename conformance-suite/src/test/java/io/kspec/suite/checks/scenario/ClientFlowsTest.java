package io.kspec.suite.checks.scenario;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Causes;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ClientFlowCheck;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flows of real clients find the bugs that stop these clients, and no others. */
@Tag("long")
@Timeout(120)
class ClientFlowsTest {
    private static final String RESUME = ".commit-resume";
    private static final String PRODUCE = ".produce-acks-all";

    @TempDir
    private Path folder = Path.of("");

    /**
     * A bug of a broker.
     *
     * @param stopped the clients that it stops
     * @param unharmed clients whose versions do not have it
     * @param job what they do
     * @param path what is wrong in the response
     */
    private record Bug(Stub stub, Set<String> stopped, Set<String> unharmed, String job, String path) {
        @Override
        public String toString() {
            return path + " stops " + stopped;
        }
    }

    static Stream<Bug> bugs() {
        return Stream.of(
                new Bug(
                        request("OffsetFetch")
                                .atVersions(0, 7)
                                .willReturn(asKafka().with("Topics[*].Partitions[*].CommittedOffset", -1)),
                        Set.of("kafkajs", "sarama", "aiokafka"),
                        Set.of("java-4.4"),
                        RESUME,
                        "Topics[0].Partitions[0].CommittedOffset"),
                new Bug(
                        request("SyncGroup")
                                .atVersions(0, 3)
                                .willReturn(asKafka().with("Assignment", "")),
                        Set.of("confluent-kafka", "kafkajs"),
                        Set.of("java-3.9"),
                        RESUME,
                        "Assignment"),
                new Bug(
                        request("JoinGroup")
                                .atVersions(7, 9)
                                .willReturn(asKafka().with("Leader", "")),
                        Set.of("java-4.4", "java-3.9"),
                        Set.of("kafkajs"),
                        RESUME,
                        "Leader"),
                new Bug(
                        request("Produce")
                                .atVersions(3, 8)
                                .willReturn(asKafka().with("Responses[*].PartitionResponses[*].BaseOffset", 7)),
                        Set.of("rskafka", "kafka-go-writer"),
                        Set.of("java-4.4"),
                        PRODUCE,
                        "Responses[0].PartitionResponses[0].BaseOffset"),
                new Bug(
                        request("Fetch").atVersions(12, 18).willReturn(asKafka().error(ErrorCode.UNKNOWN_SERVER_ERROR)),
                        Set.of("java-4.4", "franz-go", "kafka-python"),
                        Set.of("kafkajs", "rskafka"),
                        PRODUCE,
                        "ErrorCode"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aBugStopsTheClientsThatSendWhatHasIt(Bug bug) throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(bug.stub());

            List<CaseResult> results = play(
                    broker,
                    Stream.concat(bug.stopped().stream(), bug.unharmed().stream())
                            .map(client -> Check.CLIENT_FLOWS + client + bug.job())
                            .toList());

            List<CaseResult> failed = results.stream()
                    .filter(result -> result.verdict() != Verdict.PASS)
                    .toList();
            assertThat(failed.stream().map(result -> result.check().id()).collect(Collectors.toSet()))
                    .isEqualTo(bug.stopped().stream()
                            .map(client -> Check.CLIENT_FLOWS + client + bug.job())
                            .collect(Collectors.toSet()));
            assertThat(failed).allSatisfy(result -> {
                assertThat(Objects.requireNonNull(result.blame()).path()).isEqualTo(bug.path());
                assertThat(Objects.requireNonNull(result.failure()).expected())
                        .as(result.check().title())
                        .matches(".* for \\w+ v\\d+ as .* sends it");
            });
            assertThat(Causes.of(results).gravestFirst()).hasSize(1);
        }
    }

    private List<CaseResult> play(MockBroker broker, List<String> ids) throws IOException {
        Path log = folder.resolve("run.jsonl");
        ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                        .withSelection(Selection.EVERYTHING.including(ids))
                        .withScenarios(List.copyOf(ClientFlowCheck.packaged())))
                .execute();
        return RunLog.read(log).results();
    }
}
