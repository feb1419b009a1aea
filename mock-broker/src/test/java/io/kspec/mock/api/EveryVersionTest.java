package io.kspec.mock.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version that a handler declares is advertised, and answered with bytes that decode strictly. */
class EveryVersionTest {
    private static MockBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = MockBroker.builder().topic("t", 1).clientTelemetry(true).start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Stream<Arguments> everyPair() {
        return Handlers.versions().ranges().entrySet().stream().flatMap(answered -> IntStream.rangeClosed(
                        answered.getValue().lowest(), answered.getValue().highest())
                .mapToObj(version -> Arguments.of(answered.getKey(), version)));
    }

    @ParameterizedTest(name = "{0} v{1}")
    @MethodSource("everyPair")
    void aRequestOfDefaultsIsAnswered(ApiSpec api, int version) throws IOException {
        try (WireClient client = new WireClient(broker)) {
            Message response = client.ask(api.name(), version, EveryVersionTest::requestAnAnswer);

            assertThat(response.id().version()).isEqualTo(version);
        }
    }

    /** Acks=0, the default, would rightly get no response. */
    private static void requestAnAnswer(MessageBuilder request) {
        if (request.has("Acks")) {
            request.set("Acks", 1);
        }
        if (request.has("ClientSoftwareName")) {
            request.set("ClientSoftwareName", "kspec").set("ClientSoftwareVersion", "1");
        }
    }

    @Test
    void theAdvertisedVersionsAreThoseThatTheHandlersDeclare() throws IOException {
        try (WireClient client = new WireClient(broker)) {
            Message response = client.ask("ApiVersions", 0, request -> {});

            Set<String> advertised = response.getStructs("ApiKeys").stream()
                    .map(api -> api.getInt("ApiKey") + " from " + api.getInt("MinVersion") + " to "
                            + api.getInt("MaxVersion"))
                    .collect(Collectors.toSet());
            Set<String> expected = Handlers.versions().ranges().entrySet().stream()
                    .map(answered -> answered.getKey().key() + " from "
                            + answered.getValue().lowest() + " to "
                            + answered.getValue().highest())
                    .collect(Collectors.toSet());
            assertThat(advertised).isEqualTo(expected);
        }
    }
}
