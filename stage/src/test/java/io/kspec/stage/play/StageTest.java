package io.kspec.stage.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.RequestRefused;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.ScriptedServer;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TranscriptEvent;
import io.kspec.stage.requests.CoordinatorType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StageTest {
    private static final ConnectionSettings HASTY = ConnectionSettings.DEFAULT.withTimeouts(Duration.ofMillis(500));

    private static final MessageSpec VERSIONS_0 =
            Catalog.standard().api("ApiVersions").response(0);

    private static Stage stage(ScriptedServer server) {
        return Stage.on(server.target()).settings(HASTY).open();
    }

    private static Message heartbeatTo3(int error) {
        return Message.builder(VERSIONS_0)
                .set("ErrorCode", error)
                .add(
                        "ApiKeys",
                        api -> api.set("ApiKey", 12).set("MinVersion", 1).set("MaxVersion", 3))
                .build();
    }

    /** A broker that knows only some versions of ApiVersions and hangs up on the others. */
    private static ScriptedServer hangingUpUnless(IntPredicate version) {
        return ScriptedServer.playing(client -> {
            RequestFrame request = client.request();
            if (version.test(request.version())) {
                client.answer(request, heartbeatTo3(0));
                client.idle();
            }
        });
    }

    @Test
    void aBrokerThatHangsUpOnANewVersionIsAskedAgainWithVersion0() {
        try (ScriptedServer server = hangingUpUnless(version -> version == 0);
                Stage stage = stage(server)) {
            assertThat(stage.advertised()).isEqualTo(new AdvertisedVersions(Map.of(12, new Versions(1, 3))));
            assertThat(stage.version("Heartbeat")).isEqualTo(3);
            assertThat(stage.versions("JoinGroup")).isEqualTo(Versions.NONE);
            assertThat(stage.transcript().events())
                    .anyMatch(event -> event instanceof TranscriptEvent.Noted note
                            && note.text().startsWith("asking for ApiVersions again, with version 0: stage, "));
        }
    }

    @Test
    void aRefusalWithoutRangesLeadsToVersion0() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    RequestFrame newest = client.request();
                    client.frame(Frames.encodeResponse(
                            newest.api(),
                            0,
                            newest.correlationId(),
                            Message.builder(VERSIONS_0).set("ErrorCode", 35).build()));
                    client.answer(client.request(), heartbeatTo3(0));
                    client.idle();
                });
                Stage stage = stage(server)) {
            assertThat(stage.version("Heartbeat")).isEqualTo(3);
        }
    }

    @Test
    void whatAnswersNoVersionAtAllIsNoKafka() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle);
                Stage stage = stage(server)) {
            assertThatExceptionOfType(ResponseTimeout.class)
                    .isThrownBy(stage::advertised)
                    .withMessage("stage, ApiVersions v0: expected a response within 500 ms, found nothing");
        }
    }

    @Test
    void ofSeveralBrokersTheOneThatTheTargetNamesIsSpokenTo() {
        try (ScriptedServer other = ScriptedServer.playing(ScriptedServer.Client::idle);
                ScriptedServer server = ScriptedServer.playing(client -> twoBrokers(client, other.target()));
                Stage stage = stage(server)) {
            Role member = stage.role("member-1");

            Connection coordinator = member.coordinator(CoordinatorType.GROUP, "g");
            Connection leader = member.leader("t", 0);

            assertThat(coordinator.target()).isEqualTo(other.target());
            assertThat(coordinator.name()).isEqualTo("member-1@" + other.target());
            assertThat(leader).isSameAs(coordinator);
            assertThat(member.connection().target()).isEqualTo(server.target());
            assertThatExceptionOfType(RequestRefused.class)
                    .isThrownBy(() -> member.leader("t", 1))
                    .withMessage("finding the leader of t-1 with Metadata v1:"
                            + " expected no error, found no such partition");
        }
    }

    private static void twoBrokers(ScriptedServer.Client client, Target second) throws IOException {
        while (true) {
            RequestFrame request = client.request();
            client.answer(request, answer(request, second));
        }
    }

    private static Message answer(RequestFrame request, Target second) {
        MessageSpec response = request.api().response(request.version());
        return switch (request.api().name()) {
            case "Metadata" ->
                Message.builder(response)
                        .add("Brokers", broker -> broker.set("NodeId", 1)
                                .set("Host", "localhost")
                                .set("Port", 1))
                        .add("Brokers", broker -> broker.set("NodeId", 2)
                                .set("Host", second.host())
                                .set("Port", second.port()))
                        .add("Topics", topic -> topic.set("Name", "t")
                                .add("Partitions", partition -> partition.set("LeaderId", 2)))
                        .build();
            case "FindCoordinator" ->
                Message.builder(response)
                        .set("NodeId", 2)
                        .set("Host", second.host())
                        .set("Port", second.port())
                        .build();
            default ->
                Message.builder(response)
                        .setEach("ApiKeys", List.of(3, 10, 18), (api, key) -> api.set("ApiKey", key)
                                .set("MaxVersion", 1))
                        .build();
        };
    }

    @Test
    void aClosedConnectionIsReplacedByTheNextRequest() {
        try (ScriptedServer server = hangingUpUnless(version -> true);
                Stage stage = stage(server)) {
            Role role = stage.role("r");
            Connection first = role.connection();
            assertThat(role.connection()).isSameAs(first);
            role.disconnect();
            assertThat(role.connection()).isNotSameAs(first);
        }
    }

    @Test
    void namesBearThePrefixOfTheRunAndAreNeverAlike() {
        RunNames names = RunNames.withPrefix("run-1");
        Target nowhere = new Target("localhost", 1);
        try (Stage one = Stage.on(nowhere).names(names).open();
                Stage two = Stage.on(nowhere).names(names).open()) {
            assertThat(one.name("group")).isEqualTo("run-1-group-1");
            assertThat(two.name("group")).isEqualTo("run-1-group-2");
            assertThat(one.role("m").clientId()).isEqualTo("run-1-m");
        }
        assertThat(RunNames.random().prefix()).matches("kspec-[0-9a-z]{8}");
    }

    @Test
    void aVariableWithoutAValueIsNamedWithThoseThatHaveOne() {
        try (Stage stage = Stage.on(new Target("localhost", 1)).open()) {
            stage.set("member", "m-1");

            assertThat(stage.get("member")).isEqualTo("m-1");
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> stage.get("membr"))
                    .withMessage("no variable membr; there are [member]");
        }
    }
}
