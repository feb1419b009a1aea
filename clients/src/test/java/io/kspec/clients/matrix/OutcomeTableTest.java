package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeTableTest {
    private static final List<DeclaredJob> JOBS = List.of(job("connect"), job("produce"), job("consume"), job("share"));
    private static final DeclaredClient SARAMA = client("sarama", "Sarama", Map.of("share", "no share groups"));
    private static final DeclaredClient RSKAFKA = client("rskafka", "", Map.of());
    private static final BrokenExchange BROKEN = new BrokenExchange("Fetch", 11, "Sarama", "CRC didn't match");

    @TempDir
    private Path folder = Path.of("");

    private static DeclaredJob job(String id) {
        return new DeclaredJob(id, "", List.of(), "", Duration.ofSeconds(1));
    }

    private static DeclaredClient client(String id, String rules, Map<String, String> lacks) {
        return new DeclaredClient(id, id, "1", "Go", rules, "", lacks, Map.of());
    }

    private static JobResult result(String job, boolean isOk) {
        return new JobResult("1", job, isOk, 1, isOk ? "" : "no records");
    }

    private Forecast forecast(BrokenExchange... broken) throws IOException {
        Path file = folder.resolve("uses.txt");
        Files.write(
                file,
                List.of(
                        "sarama connect ApiVersions=3 Metadata=10",
                        "sarama consume ApiVersions=3 Fetch=11-12",
                        "rskafka consume Fetch=11"));
        return Forecast.of(List.of(broken), new Declarations(JOBS, List.of(SARAMA, RSKAFKA)), new JobUses(file));
    }

    @Test
    void aCellSaysWhatAClientDid() {
        ClientOutcome played =
                new ClientOutcome(SARAMA, "", List.of(result("connect", true), result("consume", false)));
        ClientOutcome absent = ClientOutcome.absent(RSKAFKA, "cargo is not on the path");

        assertThat(new OutcomeTable(JOBS, List.of(played, absent), Forecast.NONE).text())
                .startsWith(
                        """
                        | job     | sarama     | rskafka |
                        | ------- | ---------- | ------- |
                        | connect | yes        | absent  |
                        | produce | not played | absent  |
                        | consume | FAIL       | absent  |
                        | share   | -          | absent  |
                        """)
                .endsWith(
                        """

                        sarama, consume: no records
                        rskafka is absent: cargo is not on the path
                        """)
                .doesNotContain("predicted");
    }

    @Test
    void aForecastStandsBesideWhatAClientDid() throws IOException {
        ClientOutcome fails = new ClientOutcome(SARAMA, "", List.of(result("connect", true), result("consume", false)));
        ClientOutcome passes = new ClientOutcome(SARAMA, "", List.of(result("consume", true)));

        assertThat(new OutcomeTable(JOBS, List.of(fails, passes), forecast(BROKEN)).text())
                .contains("| consume | FAIL (predicted) | yes!       |")
                .contains(
                        "sarama, consume: no records\n" + "sarama, consume, predicted: CRC didn't match (Fetch v11)\n");
    }

    @Test
    void onlyJobsThatUseTheBrokenVersionAreStopped() throws IOException {
        Forecast forecast = forecast(BROKEN, new BrokenExchange("Metadata", 9, "Sarama", "insufficient data"));

        assertThat(forecast.stop(SARAMA, JOBS.get(0))).isEmpty();
        assertThat(forecast.stop(SARAMA, JOBS.get(2))).contains(BROKEN);
    }

    @Test
    void aClientWithoutRulesIsNotStopped() throws IOException {
        assertThat(forecast(BROKEN).stop(RSKAFKA, JOBS.get(2))).isEmpty();
        assertThat(forecast().isEmpty()).isTrue();
    }
}
