package io.kspec.runlog.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Environment;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.TargetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClientOutlookTest {
    private static final RecordedJob CONSUME = new RecordedJob("consume", List.of(), Map.of("Fetch", List.of(11)));
    private static final RecordedJob COMMIT =
            new RecordedJob("commit", List.of("InitProducerId"), Map.of("EndTxn", List.of(3)));
    private static final RecordedClients SARAMA = new RecordedClients(List.of(
            new RecordedClient("sarama", "sarama 1", "Sarama", List.of(CONSUME, COMMIT)),
            new RecordedClient("rskafka", "rskafka 1", "", List.of(CONSUME))));
    private static final AdvertisedApi FETCH = new AdvertisedApi(1, "Fetch", 4, 12);
    private static final AdvertisedApi END = new AdvertisedApi(26, "EndTxn", 0, 3);
    private static final AdvertisedApi INIT = new AdvertisedApi(22, "InitProducerId", 0, 3);
    private static final ClientReaction CRC = new ClientReaction("Sarama", "CRC didn't match");

    private static Check check(String id, Level level, boolean hostile) {
        return new Check(id, id, level, "It holds.", "Kafka", "Clients.", "core", hostile, Harm.NONE);
    }

    private static CaseResult passed(String api, int version) {
        return CaseResult.passed(check("a.b", Level.MUST, false), new ApiVersion(1, api, version), 1, 1);
    }

    private static CaseResult failed(Check check, String api, int version, ClientReaction... reactions) {
        return CaseResult.failed(
                check,
                new ApiVersion(1, api, version),
                new Failure("1", "2", List.of()),
                1,
                1,
                List.of(),
                null,
                List.of(reactions));
    }

    private static CaseResult failed(String api, int version, ClientReaction... reactions) {
        return failed(check("a.broken", Level.MUST, false), api, version, reactions);
    }

    private static RunHeader header(List<AdvertisedApi> advertised) {
        return new RunHeader(
                "1",
                new TargetAddress("localhost", 9092),
                Instant.EPOCH,
                "kspec-1",
                advertised,
                List.of(),
                new RunOptions("core", List.of()),
                new Environment("Java", "Linux"));
    }

    private static Map<String, String> outlook(List<AdvertisedApi> advertised, CaseResult... results) {
        ClientOutlook outlook =
                ClientOutlook.of(new RunLog(header(advertised), List.of(results), null, List.of()), SARAMA);

        assertThat(outlook.clients()).hasSize(1);
        assertThat(outlook.unknown()).containsExactly("rskafka");
        List<JobForecast> jobs = outlook.clients().get(0).jobs();
        return Map.of(jobs.get(0).job(), text(jobs.get(0)), jobs.get(1).job(), text(jobs.get(1)));
    }

    private static String text(JobForecast job) {
        return job.prospect() + (job.obstacle() == null ? "" : ": " + job.obstacle());
    }

    private static String consume(CaseResult... results) {
        return Objects.requireNonNull(
                outlook(List.of(FETCH, END, INIT), results).get("consume"));
    }

    @Test
    void aJobWorksIfEachVersionThatItUsesWasPlayed() {
        assertThat(outlook(List.of(FETCH, END, INIT), passed("Fetch", 11), passed("EndTxn", 3)))
                .isEqualTo(Map.of("consume", "WORKS", "commit", "WORKS"));
    }

    @Test
    void whatWasNotPlayedIsNotKnown() {
        CaseResult skipped =
                CaseResult.skipped(check("a.b", Level.MUST, false), new ApiVersion(1, "Fetch", 11), "no need");

        assertThat(consume(passed("Fetch", 10), skipped)).isEqualTo("UNKNOWN: Fetch v11 was not played");
    }

    @Test
    void aBrokenRuleStopsTheJobsThatUseTheVersion() {
        assertThat(outlook(List.of(FETCH, END, INIT), passed("EndTxn", 3), failed("Fetch", 11, CRC)))
                .isEqualTo(Map.of("consume", "STOPPED: CRC didn't match (Fetch v11)", "commit", "WORKS"));
        assertThat(consume(passed("Fetch", 11), failed("Fetch", 10, CRC))).isEqualTo("WORKS");
    }

    @Test
    void theFirstBrokenRuleIsNamed() {
        assertThat(consume(
                        failed("Fetch", 11, new ClientReaction("Java", "underflow")),
                        failed("Fetch", 11, new ClientReaction("Sarama", "invalid length")),
                        failed("Fetch", 11, CRC)))
                .isEqualTo("STOPPED: invalid length (Fetch v11)");
    }

    @Test
    void whatAJobIsAboutGoesBeforeTheTopicThatItCreates() {
        AdvertisedApi create = new AdvertisedApi(19, "CreateTopics", 0, 7);
        Map<String, List<Integer>> uses = Map.of("Fetch", List.of(11), "CreateTopics", List.of(4));
        RecordedClients creating = new RecordedClients(List.of(new RecordedClient(
                "sarama",
                "sarama 1.2.3",
                "Sarama",
                List.of(
                        new RecordedJob("consume", List.of(), uses),
                        new RecordedJob("create-topic", List.of("CreateTopics"), uses)))));
        CaseResult topic = failed("CreateTopics", 4, new ClientReaction("Sarama", "unexpected EOF"));
        List<CaseResult> results = List.of(topic, failed("Fetch", 11, CRC));
        RunLog log = new RunLog(header(List.of(FETCH, create)), results, null, List.of());

        assertThat(ClientOutlook.of(log, creating).clients().get(0).jobs())
                .extracting(ClientOutlookTest::text)
                .containsExactly("STOPPED: CRC didn't match (Fetch v11)", "STOPPED: unexpected EOF (CreateTopics v4)");
    }

    @Test
    void aHarmlessReactionStopsNothing() {
        assertThat(consume(failed("Fetch", 11, new ClientReaction("Sarama", "reads on", "", "", true))))
                .isEqualTo("WORKS");
    }

    @Test
    void aFailureThatNoRuleExplainsIsNotKnown() {
        assertThat(consume(failed("Fetch", 11)))
                .isEqualTo("UNKNOWN: a.broken fails, and no rule says what the client does (Fetch v11)");
        assertThat(consume(failed(check("a.should", Level.SHOULD, false), "Fetch", 11)))
                .isEqualTo("WORKS");
    }

    @Test
    void whatNoClientSendsDoesNotCount() {
        Check hostile = check("a.hostile", Level.MUST, true);

        assertThat(consume(failed(hostile, "Fetch", 11, CRC))).isEqualTo("UNKNOWN: Fetch v11 was not played");
        assertThat(consume(passed("Fetch", 11), failed(hostile, "Fetch", 11, CRC)))
                .isEqualTo("WORKS");
    }

    @Test
    void aJobIsStoppedIfTheTargetLacksWhatNoClientCanDoWithout() {
        assertThat(outlook(List.of(FETCH, END), passed("EndTxn", 3)))
                .containsEntry("commit", "STOPPED: the target does not advertise InitProducerId");
        assertThat(outlook(List.of(INIT), passed("EndTxn", 3)))
                .containsEntry("commit", "UNKNOWN: the target does not advertise EndTxn");
    }

    @Test
    void aClientUsesTheNewestVersionOfAnOlderTarget() {
        List<AdvertisedApi> older = List.of(new AdvertisedApi(1, "Fetch", 0, 7));

        assertThat(outlook(older, passed("Fetch", 7))).containsEntry("consume", "WORKS");
        assertThat(outlook(older, failed("Fetch", 7, CRC)))
                .containsEntry("consume", "STOPPED: CRC didn't match (Fetch v7)");
        assertThat(outlook(List.of(new AdvertisedApi(1, "Fetch", 12, 17)), passed("Fetch", 12)))
                .containsEntry("consume", "UNKNOWN: the target speaks only newer versions than Fetch v11");
    }

    @Test
    void aClientAsksMetadataWhereTheTargetCannotDescribePartitionsOfTopics() {
        RecordedJob list = new RecordedJob("list-topics", List.of(), Map.of("DescribeTopicPartitions", List.of(0)));
        RecordedClients java =
                new RecordedClients(List.of(new RecordedClient("java", "kafka-clients 4", "Java", List.of(list))));
        AdvertisedApi metadata = new AdvertisedApi(3, "Metadata", 0, 9);
        CaseResult played = passed("Metadata", 9);

        assertThat(prospect(java, List.of(metadata), played)).isEqualTo("WORKS");
        assertThat(prospect(java, List.of(metadata))).isEqualTo("UNKNOWN: Metadata v9 was not played");
        assertThat(prospect(java, List.of(metadata, new AdvertisedApi(75, "DescribeTopicPartitions", 0, 0)), played))
                .isEqualTo("UNKNOWN: DescribeTopicPartitions v0 was not played");
    }

    private static String prospect(RecordedClients clients, List<AdvertisedApi> advertised, CaseResult... results) {
        RunLog log = new RunLog(header(advertised), List.of(results), null, List.of());
        return text(ClientOutlook.of(log, clients).clients().get(0).jobs().get(0));
    }

    @Test
    void aJobIsNotKnownToWorkIfItsRecordedRequestsFail() {
        assertThat(consume(
                        passed("Fetch", 11), failed(check("client.sarama.consume", Level.MUST, false), "Metadata", 1)))
                .isEqualTo("UNKNOWN: client.sarama.consume fails, and no rule says what the client does (Metadata v1)");
    }
}
