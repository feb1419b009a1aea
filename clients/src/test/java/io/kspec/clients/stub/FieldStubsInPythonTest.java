package io.kspec.clients.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import io.kspec.mock.MockBroker;
import io.kspec.mock.script.FieldStub;
import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stubs that users wrote for librdkafka and kafka-python, which once took refused commits for committed, act as meant. */
@Tag("long")
@Timeout(1200)
class FieldStubsInPythonTest {
    private static final Path SOURCES = Path.of("python").toAbsolutePath();
    private static final Path PACKAGES = Path.of("target", "drivers", "python").toAbsolutePath();
    private static final int REBALANCE_IN_PROGRESS = 27;

    @AutoClose
    private final MockBroker broker;

    private final Path output;

    FieldStubsInPythonTest(@TempDir Path folder) throws IOException {
        broker = MockBroker.builder().topic("shipped", 2).start();
        output = folder.resolve("client.log");
    }

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        PythonPackages.install(SOURCES, PACKAGES);
    }

    @ParameterizedTest
    @CsvSource({
        "confluent, commit.yaml, KafkaException",
        "confluent, commit2.yaml, KafkaException",
        "kafka_python, commit.yaml, CommitFailedError",
        "kafka_python, commit2.yaml, CommitFailedError"
    })
    void aRefusedCommitIsReportedAndLeavesNoOffset(String adapter, String file, String error) throws Exception {
        FieldStub.add(broker, file);

        assertThat(client(adapter, "commit")).isEqualTo("commit: " + error);
        assertThat(broker.journal(RequestPattern.request("OffsetCommit")))
                .isNotEmpty()
                .allSatisfy(entry -> {
                    Message response =
                            entry.exchange(0).orElseThrow().decodeResponse().requireBody();
                    assertThat(response.getStructs("Topics").get(0).getStructs("Partitions"))
                            .extracting(partition -> partition.getInt("ErrorCode"))
                            .containsExactly(REBALANCE_IN_PROGRESS);
                });
        assertThat(broker.cluster()
                        .<Boolean>call(state -> state.groups().committed("g").isEmpty()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"confluent", "kafka_python"})
    void aProduceThatIsRefusedOnceAppendsOneCopy(String adapter) throws Exception {
        FieldStub.add(broker, "err.yaml");

        assertThat(client(adapter, "produce")).isEqualTo("produce: success");
        assertThat(broker.journal(RequestPattern.request("Produce"))).hasSize(2);
        assertThat(broker.unfiredStubs()).isEmpty();
        assertThat(endOffset()).isEqualTo(1);
    }

    private long endOffset() {
        return broker.cluster().call(state -> state.topics()
                .find("shipped")
                .orElseThrow()
                .partition(0)
                .orElseThrow()
                .endOffset());
    }

    /** What the client prints. */
    private String client(String adapter, String task) throws IOException, InterruptedException {
        new Tool("python3")
                .run(SOURCES, output, "-B", "stubbed.py", PACKAGES.toString(), adapter, broker.bootstrap(), task);
        return Files.readString(output, StandardCharsets.UTF_8).lines().reduce("", (before, last) -> last);
    }
}
