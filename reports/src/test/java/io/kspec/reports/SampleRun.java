package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Environment;
import io.kspec.runlog.KnownApi;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.Measurement;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.TargetAddress;
import io.kspec.runlog.VerdictCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs as the suite would log them. */
final class SampleRun {
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final Liveness ALIVE = new Liveness(true, "ApiVersions v0 answered in 1.8 ms");
    static final List<KnownApi> KNOWN = known();

    private static final List<String> MEANINGS = List.of(
            "what-is-advertised-answers|What is advertised answers",
            "response-decodes-strictly|The response decodes to its last byte",
            "correlation-id-returns|The correlation id comes back",
            "truncated-request-is-survived|A truncated request is survived",
            "concurrent-requests-keep-order|Pipelined requests are answered in order");

    private SampleRun() {}

    /** A broker that does all that Apache Kafka does, at every version. */
    static RunLog conformant() {
        List<AdvertisedApi> advertised = new ArrayList<>();
        for (KnownApi api : KNOWN) {
            if (api.brokerListener()) {
                advertised.add(new AdvertisedApi(api.key(), api.name(), api.min(), api.max()));
            }
        }
        return log(advertised, new ArrayList<>(passes(advertised)));
    }

    /** A young broker, with some of the mistakes that young brokers make. */
    static RunLog young() {
        List<AdvertisedApi> advertised = new ArrayList<>();
        Map<String, Integer> most = Map.ofEntries(
                Map.entry("Produce", 7),
                Map.entry("Fetch", 11),
                Map.entry("ListOffsets", 5),
                Map.entry("Metadata", 8),
                Map.entry("OffsetCommit", 6),
                Map.entry("OffsetFetch", 5),
                Map.entry("FindCoordinator", 2),
                Map.entry("JoinGroup", 5),
                Map.entry("Heartbeat", 3),
                Map.entry("LeaveGroup", 3),
                Map.entry("SyncGroup", 3),
                Map.entry("DescribeGroups", 4),
                Map.entry("ListGroups", 2),
                Map.entry("SaslHandshake", 1),
                Map.entry("ApiVersions", 3),
                Map.entry("CreateTopics", 4),
                Map.entry("DeleteTopics", 3),
                Map.entry("InitProducerId", 1),
                Map.entry("DescribeConfigs", 2),
                Map.entry("AlterConfigs", 1),
                Map.entry("CreatePartitions", 1));
        for (KnownApi api : KNOWN) {
            if (most.containsKey(api.name())) {
                advertised.add(
                        new AdvertisedApi(api.key(), api.name(), 0, Objects.requireNonNull(most.get(api.name()))));
            }
        }
        List<CaseResult> results = new ArrayList<>(passes(advertised));
        results.addAll(SampleFailures.all());
        for (KnownApi api : KNOWN) {
            if (api.brokerListener() && !most.containsKey(api.name())) {
                ApiVersion whole = new ApiVersion(api.key(), api.name(), null);
                results.add(CaseResult.skipped(
                        check("wire.well-formed-request-is-answered", "A well-formed request is answered", Level.MUST),
                        whole,
                        "not advertised by the target"));
            }
        }
        return log(advertised, results);
    }

    static RunLog log(List<AdvertisedApi> advertised, List<CaseResult> results) {
        RunHeader header = new RunHeader(
                "0.1.0",
                new TargetAddress("localhost", 9092),
                START,
                "kspec-7f3a91",
                advertised,
                KNOWN,
                new RunOptions("core", List.of()),
                new Environment("OpenJDK 64-Bit Server VM 17.0.15", "Linux 6.1.0 amd64"));
        RunFooter footer = new RunFooter(START.plusMillis(48_317), VerdictCounts.of(results), ALIVE, null);
        return new RunLog(header, results, footer, List.of());
    }

    static Check check(String id, String title, Level level) {
        return new Check(
                id,
                title,
                level,
                "Every response to a request of an advertised version has the layout of that version, to the last byte.",
                "The message definitions of Apache Kafka",
                "A client reads the next field from the wrong place, or waits for bytes that never come.",
                "core");
    }

    /** A run whose only case measured something. */
    static RunLog measured() {
        Check check = check("schema-registry.thousand-registered", "A thousand schemas are found", Level.MUST);
        return log(
                List.of(),
                List.of(CaseResult.passed(check, null, 900, 1_003)
                        .with(List.of(
                                new Measurement("registered", 4_210.4, "schemas/s"),
                                new Measurement("until acknowledged, median", 0.418, "ms"),
                                new Measurement("until acknowledged, 99th percentile", 12.34, "ms")))));
    }

    private static List<CaseResult> passes(List<AdvertisedApi> advertised) {
        List<CaseResult> passes = new ArrayList<>();
        for (String meaning : MEANINGS) {
            Check check = check(
                    "wire." + meaning.substring(0, meaning.indexOf('|')),
                    meaning.substring(meaning.indexOf('|') + 1),
                    Level.MUST);
            for (AdvertisedApi api : advertised) {
                for (int version = api.min(); version <= api.max(); version++) {
                    ApiVersion one = new ApiVersion(api.key(), api.name(), version);
                    passes.add(CaseResult.passed(check, one, 1.5 + version, 2));
                }
            }
        }
        return passes;
    }

    private static List<KnownApi> known() {
        List<KnownApi> known = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(SampleRun.class.getResourceAsStream("known-apis.csv"), "known-apis.csv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(",", -1);
                known.add(new KnownApi(
                        Integer.parseInt(cells[0]),
                        cells[1],
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Boolean.parseBoolean(cells[4])));
            });
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run as it would be with other options. */
    static RunLog with(RunOptions options, RunLog log) {
        RunHeader header = Objects.requireNonNull(log.header());
        RunHeader changed = new RunHeader(
                header.kspecVersion(),
                header.target(),
                header.startedAt(),
                header.runId(),
                header.advertised(),
                header.known(),
                options,
                header.environment());
        return new RunLog(changed, log.results(), log.footer(), List.of());
    }
}
