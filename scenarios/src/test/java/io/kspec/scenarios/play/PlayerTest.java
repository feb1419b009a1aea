package io.kspec.scenarios.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioReader;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.ScriptedServer;
import io.kspec.stage.net.ScriptedServer.Client;
import io.kspec.stage.net.TranscriptEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlayerTest {
    private static final String HEAD =
            """
            name: any
            description: any
            roles: [m1]
            names: [group]
            """;

    private static final Map<Integer, Integer> SPOKEN = Map.of(3, 1, 12, 3, 18, 0);

    private static Scenario scenario(String more) {
        return ScenarioReader.read("any.yaml", HEAD + more);
    }

    private static Scenario steps(String steps) {
        return scenario("steps:\n" + steps.indent(2));
    }

    private static Player player(ScriptedServer server) {
        return Player.on(server.target())
                .settings(ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofMillis(500)))
                .build();
    }

    /** A server that supports some versions of Heartbeat, with scripted responses. */
    private static ScriptedServer answering(Answering heartbeat) {
        return ScriptedServer.playing(client -> {
            while (true) {
                RequestFrame request = client.request();
                if (request.api().name().equals("ApiVersions")) {
                    answerVersions(client, request);
                } else {
                    heartbeat.answer(client, request);
                }
            }
        });
    }

    private interface Answering {
        void answer(Client client, RequestFrame request) throws IOException;
    }

    private static void answerVersions(Client client, RequestFrame request) throws IOException {
        client.answer(
                request,
                Message.builder(request.api().response(request.version()))
                        .setEach("ApiKeys", SPOKEN.entrySet(), (api, spoken) -> api.set("ApiKey", spoken.getKey())
                                .set("MaxVersion", spoken.getValue()))
                        .build());
    }

    private static void answer(Client client, RequestFrame request, int error) throws IOException {
        client.answer(
                request,
                Message.builder(request.api().response(request.version()))
                        .set("ErrorCode", error)
                        .build());
    }

    private static ScenarioResult playOnce(ScriptedServer server, Scenario scenario) {
        List<ScenarioResult> results = player(server).play(scenario);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Test
    void aStepThatDoesNotMeetItsExpectationsFailsAndTheRestIsSkipped() {
        try (ScriptedServer server = answering((client, request) -> answer(client, request, 25))) {
            ScenarioResult result = playOnce(
                    server,
                    steps(
                            """
                            - {request: Heartbeat, expect: {ErrorCode: {one-of: [UNKNOWN_MEMBER_ID, NONE]}}}
                            - {request: Heartbeat, expect: {ErrorCode: NONE}}
                            - {request: Heartbeat}
                            """));

            assertThat(result.outcome()).isEqualTo(PlayOutcome.FAILED);
            assertThat(result)
                    .hasToString("any: FAILED, step 2, m1: Heartbeat: m1, Heartbeat v3 response, ErrorCode:"
                            + " expected 0 NONE, found 25 UNKNOWN_MEMBER_ID");
            assertThat(result.steps())
                    .extracting(StepResult::outcome)
                    .containsExactly(PlayOutcome.PASSED, PlayOutcome.FAILED, PlayOutcome.SKIPPED);
            StepResult failed = result.steps().get(1);
            assertThat(failed.mismatches()).singleElement().satisfies(mismatch -> assertThat(mismatch.at())
                    .hasToString("7:35"));
            assertThat(failed.events()).singleElement().isInstanceOf(TranscriptEvent.Exchanged.class);
        }
    }

    @Test
    void aSweepPlaysAtEveryVersionThatBothSidesSpeak() {
        try (ScriptedServer server = answering((client, request) -> answer(client, request, 0))) {
            List<ScenarioResult> results = player(server)
                    .play(
                            scenario(
                                    """
                                    versions: {Heartbeat: 1+}
                                    sweep: Heartbeat
                                    steps: [{request: Heartbeat, expect: {ErrorCode: NONE}}]
                                    """));

            assertThat(results)
                    .extracting(ScenarioResult::title)
                    .containsExactly("any, Heartbeat v1", "any, Heartbeat v2", "any, Heartbeat v3");
            assertThat(results).allMatch(result -> result.outcome() == PlayOutcome.PASSED);
        }
    }

    @Test
    void aRequestIsSentAtTheHighestVersionWhoseVariablesAreKnown() {
        List<Integer> versions = new ArrayList<>();
        try (ScriptedServer server = answering((client, request) -> {
            if (request.api().name().equals("Metadata")) {
                client.answer(
                        request,
                        Message.builder(request.api().response(request.version()))
                                .build());
            } else {
                versions.add(request.version());
                answer(client, request, 0);
            }
        })) {
            String flow =
                    """
                    - {request: Metadata, capture: {cluster: 'ClusterId?'}}
                    - {request: Heartbeat, body: {%s: '${cluster}'}, expect: {ErrorCode: NONE}}
                    """;
            assertThat(playOnce(server, steps(flow.formatted("'GroupInstanceId?'"))))
                    .hasToString("any: PASSED");
            assertThat(versions).containsExactly(2);

            assertThat(playOnce(server, steps(flow.formatted("MemberId"))))
                    .hasToString(
                            "any: SKIPPED, step 2, m1: Heartbeat: Metadata (3): expected that the target advertises"
                                    + " a version within 2-13, found 0-1");
            assertThat(versions).hasSize(1);
        }
    }

    @Test
    void aScenarioThatNeedsAMissingVersionIsSkippedWithTheReason() {
        try (ScriptedServer server = answering((client, request) -> answer(client, request, 0))) {
            ScenarioResult result = playOnce(
                    server,
                    scenario("versions: {Heartbeat: 4}\nsteps: [{request: Heartbeat}, {request: SyncGroup}]\n"));

            assertThat(result)
                    .hasToString("any: SKIPPED, Heartbeat (12): expected that the target advertises a version within 4,"
                            + " found 0-3");
        }
    }

    @Test
    void aStepIsRepeatedUntilItsExpectationsHold() {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server =
                answering((client, request) -> answer(client, request, asked.incrementAndGet() < 3 ? 27 : 0))) {
            ScenarioResult result = playOnce(
                    server, steps("- {request: Heartbeat, expect: {ErrorCode: NONE}, within: 10s, every: 1ms}"));

            assertThat(result.outcome()).as(result.toString()).isEqualTo(PlayOutcome.PASSED);
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aRepeatedStepEndsAtItsLimit() {
        try (ScriptedServer server = answering((client, request) -> answer(client, request, 27))) {
            ScenarioResult result = playOnce(
                    server, steps("- {request: Heartbeat, expect: {ErrorCode: NONE}, within: 500ms, every: 5ms}"));

            assertThat(result.reason()).endsWith("ErrorCode: expected 0 NONE, found 27 REBALANCE_IN_PROGRESS");
            assertThat(result.steps().get(0).events()).anyMatch(TranscriptEvent.Waited.class::isInstance);
        }
    }

    /** 15 is COORDINATOR_NOT_AVAILABLE, which passes; 25 is UNKNOWN_MEMBER_ID, which does not. */
    @Test
    void aRequestIsRepeatedOnlyWhileItsErrorPasses() {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server =
                answering((client, request) -> answer(client, request, asked.incrementAndGet() < 3 ? 15 : 25))) {
            ScenarioResult result = playOnce(
                    server, scenario("retry: 10s\nsteps: [{request: Heartbeat, expect: {ErrorCode: NONE}}]\n"));

            assertThat(result.reason()).endsWith("ErrorCode: expected 0 NONE, found 25 UNKNOWN_MEMBER_ID");
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void anErrorThatPassesIsNotAwaitedWhereItIsExpected() {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = answering((client, request) -> {
            asked.incrementAndGet();
            answer(client, request, 15);
        })) {
            ScenarioResult result =
                    playOnce(server, scenario("retry: 10s\nsteps: [{request: Heartbeat, expect: {ErrorCode: 15}}]\n"));

            assertThat(result.outcome()).as(result.toString()).isEqualTo(PlayOutcome.PASSED);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void capturedValuesAreSentAgain() {
        List<String> members = new ArrayList<>();
        try (ScriptedServer server = answering((client, request) -> {
            members.add(request.body().getString("MemberId") + request.body().getInt("GenerationId"));
            answer(client, request, 7);
        })) {
            ScenarioResult result = playOnce(
                    server,
                    steps(
                            """
                            - {request: Heartbeat, capture: {code: ErrorCode, throttle: ["ThrottleTimeMs?"]}}
                            - {request: Heartbeat, body: {MemberId: "m-${code}-${throttle}", GenerationId: "${code}"}}
                            """));

            assertThat(result.outcome()).as(result.toString()).isEqualTo(PlayOutcome.PASSED);
            assertThat(members).containsExactly("0", "m-7-07");
        }
    }

    @Test
    void aCapturedValueThatDoesNotFitIsAnErrorOfTheScenario() {
        try (ScriptedServer server = answering((client, request) -> client.answer(
                request,
                Message.builder(request.api().response(request.version()))
                        .set("ThrottleTimeMs", 70000)
                        .build()))) {
            ScenarioResult result = playOnce(
                    server,
                    scenario(
                            """
                            versions: {Heartbeat: 3}
                            steps:
                              - {request: Heartbeat, capture: {time: ThrottleTimeMs}}
                              - {request: Heartbeat, expect: {ErrorCode: "${time}"}}
                            """));

            assertThat(result.outcome()).isEqualTo(PlayOutcome.ERROR);
            assertThat(result.reason())
                    .isEqualTo("step 2, m1: Heartbeat: any.yaml:8:46:"
                            + " expected int16 or the name of an error, found 70000 in ${time}");
        }
    }

    @Test
    void silenceAndDisconnectsAreExpectedOrFailures() {
        String raw = "- {raw: 0001, size: 99}\n";
        try (ScriptedServer server =
                ScriptedServer.playing(client -> answerVersions(client, client.request()), client -> {
                    client.raw(Bytes.EMPTY);
                    client.idle();
                })) {
            Player player = player(server);
            assertThat(player.play(steps(raw + "- {expect-silence: 50ms}"))
                            .get(0)
                            .outcome())
                    .isEqualTo(PlayOutcome.PASSED);
            assertThat(player.play(steps(raw + "- {expect-disconnect: 50ms}"))
                            .get(0)
                            .reason())
                    .isEqualTo("step 2, m1 is disconnected: m1: expected the target to close the connection,"
                            + " found an open connection after 50 ms");
        }
        try (ScriptedServer server = ScriptedServer.playing(
                client -> answerVersions(client, client.request()), client -> client.raw(Bytes.fromHex("00")))) {
            Player player = player(server);
            assertThat(player.play(steps("- {expect-disconnect: 10s}")).get(0).outcome())
                    .isEqualTo(PlayOutcome.PASSED);
            assertThat(player.play(steps("- {expect-silence: 10s}")).get(0).reason())
                    .isEqualTo("step 1, m1 receives nothing: m1: expected silence for 10 s,"
                            + " found the connection closed by the target");
        }
    }

    @Test
    void rawBytesAreSentUnchanged() {
        try (ScriptedServer server =
                ScriptedServer.playing(client -> answerVersions(client, client.request()), client -> {
                    client.frame();
                    client.frame();
                })) {
            ScenarioResult result = playOnce(
                    server,
                    steps(
                            """
                            - {raw: {utf8: GET /}}
                            - {raw: "0000 0002 0a0b", size: none}
                            - {expect-disconnect: 10s}
                            """));

            assertThat(result.outcome()).as(result.toString()).isEqualTo(PlayOutcome.PASSED);
            assertThat(server.received().subList(1, 3))
                    .containsExactly(Bytes.fromHex("474554202f"), Bytes.fromHex("0a0b"));
        }
    }

    @Test
    void anIncompleteFrameFailsTheStepWithTheBytesReceived() {
        try (ScriptedServer server = answering((client, request) -> client.raw(Bytes.fromHex("00000010 0000")))) {
            ScenarioResult result = playOnce(server, steps("- {request: Heartbeat, timeout: 500ms}"));

            assertThat(result.outcome()).isEqualTo(PlayOutcome.FAILED);
            assertThat(result.reason())
                    .isEqualTo("step 1, m1: Heartbeat: m1, Heartbeat v3: expected a response within 500 ms,"
                            + " found 6 bytes [000000100000]");
        }
    }

    @Test
    void parallelRequestsAreAllInFlightBeforeTheFirstAnswer() {
        AtomicInteger inFlight = new AtomicInteger();
        try (ScriptedServer server = answering((client, request) -> {
            inFlight.incrementAndGet();
            while (inFlight.get() < 2) {
                Thread.onSpinWait();
            }
            answer(client, request, 0);
        })) {
            Scenario scenario = ScenarioReader.read(
                    "any.yaml",
                    """
                    name: any
                    description: any
                    roles: [m1, m2]
                    steps:
                      - parallel:
                          - {role: m1, request: Heartbeat, expect: {ErrorCode: NONE}}
                          - {role: m2, request: Heartbeat, expect: {ErrorCode: NONE}}
                    """);

            assertThat(playOnce(server, scenario).outcome()).isEqualTo(PlayOutcome.PASSED);
        }
    }

    @Test
    void aTargetWithoutTopicsFailsBeforeTheFirstStep() {
        try (ScriptedServer server = answering((client, request) -> client.answer(
                request,
                Message.builder(request.api().response(request.version())).build()))) {
            ScenarioResult result = playOnce(server, scenario("topics: {orders: {}}\nsteps: [{request: Heartbeat}]\n"));

            assertThat(result.outcome()).isEqualTo(PlayOutcome.FAILED);
            assertThat(result.reason())
                    .startsWith("before the first step: creating topic ")
                    .endsWith(" with Metadata v1: expected no error, found the answer does not name it");
            assertThat(result.steps()).extracting(StepResult::outcome).containsExactly(PlayOutcome.SKIPPED);
        }
    }

    @Test
    void aTargetThatIsNotKafkaIsReportedBeforeAnythingIsPlayed() {
        try (ScriptedServer server = ScriptedServer.playing(Client::idle)) {
            Player player = player(server);
            Scenario scenario = steps("- {request: Heartbeat}");

            assertThatExceptionOfType(ResponseTimeout.class)
                    .isThrownBy(() -> player.play(scenario))
                    .withMessage("stage, ApiVersions v0: expected a response within 500 ms, found nothing");
        }
    }

    @Test
    void theListenerIsToldOfEveryStep() {
        List<String> heard = new ArrayList<>();
        PlayListener listener = new PlayListener() {
            @Override
            public void started(Scenario scenario, @Nullable Integer version) {
                heard.add("started " + scenario.name() + " " + version);
            }

            @Override
            public void finished(Scenario scenario, @Nullable Integer version, StepResult step) {
                heard.add(step.toString());
            }

            @Override
            public void finished(ScenarioResult result) {
                heard.add(result.toString());
            }
        };
        try (ScriptedServer server = answering((client, request) -> answer(client, request, 0))) {
            Player.on(server.target())
                    .listener(listener)
                    .build()
                    .play(steps("- {name: beat, request: Heartbeat}\n- {wait: 1ms}"));

            assertThat(heard).containsExactly("started any null", "beat: PASSED", "wait: PASSED", "any: PASSED");
        }
    }
}
