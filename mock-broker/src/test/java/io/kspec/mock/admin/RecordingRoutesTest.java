package io.kspec.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.admin.AdminClient.Answer;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordingRoutesTest {
    private static final int REBALANCE_IN_PROGRESS = ErrorCode.REBALANCE_IN_PROGRESS.code();

    @AutoClose
    private final MockBroker target;

    @AutoClose
    private final MockBroker mock;

    @AutoClose
    private final AdminServer admin;

    private final AdminClient client;

    RecordingRoutesTest() throws IOException {
        target = MockBroker.builder()
                .topic("orders", 1)
                .versions("Produce", new Versions(3, 9))
                .start();
        mock = MockBroker.start();
        admin = AdminServer.start(mock, AdminSettings.DEFAULTS);
        client = new AdminClient(admin, mock);
    }

    private Answer start() throws IOException, InterruptedException {
        return client.post("/recordings/start", "{\"targetBroker\": \"" + target.bootstrap() + "\"}");
    }

    private int heartbeat() throws IOException {
        try (WireClient kafka = new WireClient(mock)) {
            return kafka.ask("Heartbeat", 1, request -> request.set("GroupId", "g"))
                    .getInt("ErrorCode");
        }
    }

    @Test
    void whatTheTargetAnswersBecomesStubsThatAnswerTheSameInTheSameOrder() throws Exception {
        target.stubFor(RequestPattern.request("Heartbeat")
                .willReturn(ResponseDefinition.asKafka().error(ErrorCode.REBALANCE_IN_PROGRESS))
                .onNth(2));
        int unknown = heartbeat();

        assertThat(start().body().get("status").asText()).isEqualTo("Recording");
        List<Integer> recorded = List.of(heartbeat(), heartbeat(), heartbeat(), heartbeat());
        JsonNode status = client.get("/recordings/status").body();
        Answer stopped = client.post("/recordings/stop", "");

        assertThat(recorded).containsExactly(unknown, REBALANCE_IN_PROGRESS, unknown, unknown);
        assertThat(status.get("exchanges").asInt()).isEqualTo(4);
        assertThat(target.journal(RequestPattern.request("Heartbeat"))).hasSize(4);
        assertThat(StubFile.parse("recorded.json", stopped.body().toString())).hasSize(3);
        assertThat(stopped.body().at("/stubs/0/request/where/GroupId").asText()).isEqualTo("g");

        assertThat(List.of(heartbeat(), heartbeat(), heartbeat(), heartbeat())).isEqualTo(recorded);
        assertThat(target.journal(RequestPattern.request("Heartbeat"))).hasSize(4);
        assertThat(client.get("/recordings/status").body().get("status").asText())
                .isEqualTo("Stopped");
        client.post("/mappings/reset", "");
        assertThat(mock.stubs()).isEmpty();
    }

    @Test
    void clientsStayWithTheMockAndSeeTheTargetsTopicsAndVersions() throws Exception {
        start();
        try (WireClient kafka = new WireClient(mock)) {
            Message metadata = kafka.ask("Metadata", 9, request -> request.set("Topics", null));
            Message versions = kafka.ask("ApiVersions", 3, request -> request.set("ClientSoftwareName", "test")
                    .set("ClientSoftwareVersion", "1"));

            assertThat(metadata.getString("ClusterId"))
                    .isEqualTo(target.identity().clusterId());
            assertThat(metadata.getStructs("Brokers"))
                    .extracting(broker -> broker.getInt("Port"))
                    .containsExactly(mock.port());
            assertThat(metadata.getStructs("Topics"))
                    .extracting(topic -> topic.getString("Name"))
                    .containsExactly("orders");
            assertThat(versions.getStructs("ApiKeys"))
                    .filteredOn(range -> range.getInt("ApiKey") == 0)
                    .extracting(range -> range.getInt("MaxVersion"))
                    .containsExactly(9);
        }
    }

    @Test
    void aRequestThatAStubMatchesIsNotPassedOn() throws Exception {
        mock.stubFor(RequestPattern.request("Heartbeat")
                .willReturn(ResponseDefinition.asKafka().error(ErrorCode.REBALANCE_IN_PROGRESS)));
        start();

        assertThat(heartbeat()).isEqualTo(REBALANCE_IN_PROGRESS);
        assertThat(target.journal(RequestPattern.request("Heartbeat"))).isEmpty();
    }

    @Test
    void aTargetThatHangsUpEndsTheClientsConnectionAndNoOther() throws Exception {
        start();
        target.stubFor(RequestPattern.request("Heartbeat").willReturn(ResponseDefinition.disconnect()));

        try (WireClient kafka = new WireClient(mock)) {
            kafka.send("Heartbeat", 1, request -> request.set("GroupId", "g"));
            assertThat(kafka.receiveFrame()).isNull();
            JournalEntry entry =
                    mock.journal(RequestPattern.request("Heartbeat")).get(0);
            assertThat(entry.outcome()).isEqualTo(RequestOutcome.DISCONNECTED);
            assertThat(entry.note()).contains(target.bootstrap() + " has closed the connection");
        }
        try (WireClient other = new WireClient(mock)) {
            assertThat(other.ask("Metadata", 9, request -> request.set("Topics", null))
                            .getStructs("Topics"))
                    .hasSize(1);
        }
    }

    @Test
    void aCoordinatorThatIsFoundAfterAnErrorIsThatOfTheMock() throws Exception {
        target.stubFor(RequestPattern.request("FindCoordinator")
                .willReturn(ResponseDefinition.asKafka().error(ErrorCode.COORDINATOR_NOT_AVAILABLE))
                .onFirst(1));
        start();
        List<Integer> recorded = List.of(coordinatorPort(), coordinatorPort());
        client.post("/recordings/stop", "");

        assertThat(recorded).containsExactly(-1, mock.port());
        assertThat(List.of(coordinatorPort(), coordinatorPort(), coordinatorPort()))
                .containsExactly(-1, mock.port(), mock.port());
    }

    private int coordinatorPort() throws IOException {
        try (WireClient kafka = new WireClient(mock)) {
            return kafka.ask("FindCoordinator", 2, request -> request.set("Key", "g"))
                    .getInt("Port");
        }
    }

    @Test
    void aJournalBecomesStubs() throws Exception {
        int answered = heartbeat();

        JsonNode file = client.post("/recordings/snapshot", "").body();

        assertThat(file.at("/stubs/0/response/set/ErrorCode").asInt()).isEqualTo(answered);
        assertThat(mock.stubs()).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsTold() throws Exception {
        assertThat(client.post("/recordings/stop", "").status()).isEqualTo(409);
        assertThat(client.post("/recordings/start", "{}").status()).isEqualTo(422);
        assertThat(client.post("/recordings/start", "{\"targetBroker\": \"here\"}")
                        .status())
                .isEqualTo(422);
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(client.post("/recordings/start", "{\"targetBroker\": \"127.0.0.1:" + closed + "\"}")
                        .status())
                .isEqualTo(422);
        try (MockBroker three = MockBroker.builder().brokers(3).start()) {
            Answer refused = client.post("/recordings/start", "{\"targetBroker\": \"127.0.0.1:" + three.port() + "\"}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().at("/errors/0/what").asText()).contains("[1, 2, 3], found [1]");
        }
        assertThat(start().status()).isEqualTo(200);
        assertThat(start().status()).isEqualTo(409);
    }
}
