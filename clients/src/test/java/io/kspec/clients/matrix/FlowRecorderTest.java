package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.recorder.scenario.ScenarioText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as another flow when a client is recorded again. */
class FlowRecorderTest {
    private static final String KEPT =
            """
            name: made
            description: 'lib 1: a job.'
            source: {client: lib 1}
            roles: [client]
            names: [group]
            topics:
              orders: {partitions: 2}
            versions: {Fetch: 4-12, Heartbeat: 0-4, CreateTopics: 0-5}
            steps:
              - request: Heartbeat
                body: {GroupId: '${group}', GenerationId: 1, MemberId: m}
              - request: CreateTopics
                body:
                  Topics: [{Name: '${orders}', NumPartitions: 2, ReplicationFactor: 1}]
                  timeoutMs: 29986
              - request: Fetch
                body:
                  MinBytes: 1
                  Topics:
                    - Topic: ${orders}
                      Partitions: [{Partition: 0, PartitionMaxBytes: 9}, {Partition: 1, PartitionMaxBytes: 9}]
            """;

    private final Path file;

    FlowRecorderTest(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("job.yaml"), KEPT);
    }

    private boolean isWritten(String recorded, boolean anyway) throws IOException {
        assertThat(recorded).isNotEqualTo(KEPT);
        return FlowRecorder.keep(new ScenarioText(recorded, List.of()), file, anyway);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Heartbeat: 0-4, | ''",
                "timeoutMs: 29986 | timeoutMs: 29961",
                "{Partition: 0, PartitionMaxBytes: 9}, {Partition: 1, PartitionMaxBytes: 9}"
                        + " | {Partition: 1, PartitionMaxBytes: 9}, {Partition: 0, PartitionMaxBytes: 9}"
            })
    void whatDependsOnTimeIsNoOtherFlow(String kept, String recorded) throws IOException {
        String without = KEPT.replaceFirst("(?s)  - request: Heartbeat.*?MemberId: m}\n", "");

        assertThat(isWritten(without.replace(kept, recorded), false)).isFalse();
        assertThat(file).hasContent(KEPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fetch: 4-12 | Fetch: 4-11",
                "MinBytes: 1 | MinBytes: 2",
                "timeoutMs: 29986 | timeoutMs: 20000",
                "PartitionMaxBytes: 9 | PartitionMaxBytes: 8",
                "lib 1: a job | lib 2: a job"
            })
    void anotherVersionOrValueIsAnotherFlow(String kept, String recorded) throws IOException {
        String made = KEPT.replace(kept, recorded);

        assertThat(isWritten(made, false)).isTrue();
        assertThat(file).hasContent(made);
    }

    @Test
    void aFlowIsMadeAgainWhateverItHas() throws IOException {
        assertThat(isWritten(KEPT.replace("29986", "29961"), true)).isTrue();
    }
}
