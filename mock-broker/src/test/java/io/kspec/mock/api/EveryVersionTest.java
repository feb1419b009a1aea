package io.kspec.mock.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
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

/** What is advertised is answered, at every version of the union, in bytes that decode strictly. */
class EveryVersionTest {
    private static final Set<String> ANSWERED = Set.of(
            "Produce",
            "Fetch",
            "ListOffsets",
            "Metadata",
            "OffsetCommit",
            "OffsetFetch",
            "FindCoordinator",
            "JoinGroup",
            "Heartbeat",
            "LeaveGroup",
            "SyncGroup",
            "DescribeGroups",
            "ListGroups",
            "ApiVersions",
            "CreateTopics",
            "DeleteTopics",
            "InitProducerId",
            "DeleteGroups");

    private static MockBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = MockBroker.builder().topic("t", 1).start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Stream<Arguments> everyPair() {
        return ANSWERED.stream()
                .sorted()
                .map(name -> Catalog.standard().api(name))
                .flatMap(api -> IntStream.rangeClosed(
                                api.versions().lowest(), api.versions().highest())
                        .mapToObj(version -> Arguments.of(api, version)));
    }

    @ParameterizedTest(name = "{0} v{1}")
    @MethodSource("everyPair")
    void aRequestOfDefaultsIsAnswered(ApiSpec api, int version) throws IOException {
        try (WireClient client = new WireClient(broker)) {
            Message response = client.ask(api.name(), version, EveryVersionTest::demandAnAnswer);

            assertThat(response.id().version()).isEqualTo(version);
        }
    }

    /** Acks of 0, the default, would rightly be met with silence. */
    private static void demandAnAnswer(MessageBuilder request) {
        if (request.has("Acks")) {
            request.set("Acks", 1);
        }
        if (request.has("ClientSoftwareName")) {
            request.set("ClientSoftwareName", "kspec").set("ClientSoftwareVersion", "1");
        }
    }

    @Test
    void theAdvertisedVersionsAreAllThatTheUnionHasOfTheseApis() throws IOException {
        try (WireClient client = new WireClient(broker)) {
            Message response = client.ask("ApiVersions", 0, request -> {});

            Set<String> advertised = response.getStructs("ApiKeys").stream()
                    .map(api -> api.getInt("ApiKey") + " from " + api.getInt("MinVersion") + " to "
                            + api.getInt("MaxVersion"))
                    .collect(Collectors.toSet());
            Set<String> expected = ANSWERED.stream()
                    .map(name -> Catalog.standard().api(name))
                    .map(api -> api.key() + " from " + api.versions().lowest() + " to "
                            + api.versions().highest())
                    .collect(Collectors.toSet());
            assertThat(advertised).isEqualTo(expected);
        }
    }
}
