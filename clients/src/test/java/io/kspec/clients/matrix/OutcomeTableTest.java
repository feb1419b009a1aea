package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.outlook.ClientForecast;
import io.kspec.runlog.outlook.ClientOutlook;
import io.kspec.runlog.outlook.JobForecast;
import io.kspec.runlog.outlook.Obstacle;
import io.kspec.runlog.outlook.Prospect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
    private static final List<DeclaredJob> JOBS = List.of(job("connect"), job("produce"), job("consume"), job("share"));
    private static final DeclaredClient SARAMA = client("sarama", "Sarama", Map.of("share", "no share groups"));
    private static final DeclaredClient RSKAFKA = client("rskafka", "", Map.of());

    private static DeclaredJob job(String id) {
        return new DeclaredJob(id, "", "", List.of(), "", Duration.ofSeconds(1));
    }

    private static DeclaredClient client(String id, String rules, Map<String, String> lacks) {
        return new DeclaredClient(id, id, "1", "Go", "", rules, "", lacks, Map.of());
    }

    private static JobResult result(String job, boolean isOk) {
        return new JobResult("1", job, isOk, 1, isOk ? "" : "no records");
    }

    /** Sarama is stopped when it consumes. */
    private static ClientOutlook outlook() {
        Obstacle broken = new Obstacle(Prospect.STOPPED, "CRC didn't match", "Fetch v11", null);
        return new ClientOutlook(
                List.of(new ClientForecast(
                        "sarama",
                        "sarama 1",
                        List.of(new JobForecast("connect", null), new JobForecast("consume", broken)))),
                List.of("rskafka"));
    }

    @Test
    void aCellSaysWhatAClientDid() {
        ClientOutcome played =
                new ClientOutcome(SARAMA, "", List.of(result("connect", true), result("consume", false)));
        ClientOutcome absent = ClientOutcome.absent(RSKAFKA, "cargo is not on the path");

        assertThat(new OutcomeTable(JOBS, List.of(played, absent), OutcomeTable.NOTHING_PREDICTED).text())
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
    void aPredictionStandsBesideWhatAClientDid() {
        ClientOutcome fails = new ClientOutcome(SARAMA, "", List.of(result("connect", true), result("consume", false)));
        ClientOutcome passes = new ClientOutcome(SARAMA, "", List.of(result("consume", true)));

        assertThat(new OutcomeTable(JOBS, List.of(fails, passes), outlook()).text())
                .contains("| consume | FAIL (predicted) | yes!       |")
                .contains(
                        "sarama, consume: no records\n" + "sarama, consume, predicted: CRC didn't match (Fetch v11)\n");
    }
}
