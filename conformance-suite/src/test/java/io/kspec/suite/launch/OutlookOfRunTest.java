package io.kspec.suite.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.outlook.ClientForecast;
import io.kspec.runlog.outlook.ClientOutlook;
import io.kspec.runlog.outlook.Obstacle;
import io.kspec.runlog.outlook.Prospect;
import io.kspec.stage.net.Target;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of a run tells which jobs of real clients will work on the target, and what the others will print. */
@Tag("long")
class OutlookOfRunTest {
    private static final String METADATA = "{request: {api: Metadata}, response: ";

    @TempDir
    private Path folder = Path.of("");

    /** What a run of the checks of every exchange of two APIs tells, on a mock broker with a bug. */
    private ClientOutlook outlook(String bug) throws Exception {
        Path log = folder.resolve("run.jsonl");
        Selection selection = Selection.EVERYTHING
                .including(List.of("plausible.*", "wire.well-formed-answer"))
                .withApis(Set.of("ApiVersions", "Metadata"));
        try (MockBroker broker = MockBroker.start()) {
            if (!bug.isEmpty()) {
                StubFile.parse("bug", "stubs:\n  - " + METADATA + bug + "}\n").forEach(broker::stubFor);
            }
            ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                            .withSelection(selection))
                    .execute();
        }
        RunLog read = RunLog.read(log);
        assertThat(read.faults()).isEmpty();
        return ClientOutlook.of(read);
    }

    @Test
    void nothingStopsAClientOfAConformantTargetAndWhatWasNotPlayedIsNotKnown() throws Exception {
        ClientOutlook outlook = outlook("");
        ClientForecast kafkajs = outlook.clients().stream()
                .filter(client -> client.client().equals("kafkajs"))
                .findFirst()
                .orElseThrow();

        assertThat(outlook.count(Prospect.STOPPED)).isZero();
        assertThat(kafkajs.jobs(Prospect.WORKS)).contains("connect");
        assertThat(kafkajs.jobs(Prospect.UNKNOWN)).contains("group-eager", "produce-acks-all");
    }

    /** The texts are those of the clients' sources. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{bytes: [{truncate: 2}]} | kafkajs | connect | ERR_BUFFER_OUT_OF_BOUNDS",
                "{bytes: [{truncate: 2}]} | sarama | list-topics | kafka: insufficient data to decode packet",
                "{bytes: [{truncate: 2}]} | franz-go | list-topics | response did not contain enough data to be valid",
                "{bytes: [{truncate: 1}]} | kafka-python | list-topics | IndexError: index out of bounds on dimension",
                "{bytes: [{truncate: 2}]} | kafka-python | list-topics | Unable to decode response",
                "{bytes: [{truncate: 2}]} | java-4.4 | list-topics | Buffer underflow while parsing response",
                "{bytes: [{append: \"00\"}]} | sarama | list-topics | invalid length: buf=",
                "{set: {ControllerId: 99}} | java-4.4 | create-topic | Timed out waiting for a node assignment",
                "{correlationIdOffBy: 1000} | kafka-go | list-topics | correlation id mismatch",
                "{correlationIdOffBy: 1000} | franz-go | list-topics | correlation ID mismatch",
            })
    void aBrokenRuleStopsTheJobsOfTheClientThatHasIt(String bug, String client, String job, String prints)
            throws Exception {
        Obstacle stop = outlook(bug).stop(client, job).orElseThrow();

        assertThat(stop.reason()).containsPattern(Pattern.quote(prints));
        assertThat(stop.where()).startsWith("Metadata v");
        assertThat(Objects.requireNonNull(stop.example()).verdict().hasReason()).isFalse();
    }

    @Test
    void aClientThatDoesNotLookAtTrailingBytesIsNotStopped() throws Exception {
        ClientOutlook outlook = outlook("{bytes: [{append: \"00\"}]}");

        assertThat(outlook.stop("java-4.4", "list-topics")).isEmpty();
        assertThat(outlook.stop("sarama", "list-topics")).isPresent();
    }
}
