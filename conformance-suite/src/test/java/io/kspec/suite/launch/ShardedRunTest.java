package io.kspec.suite.launch;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunLogMerge;
import io.kspec.runlog.Shard;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Causes;
import io.kspec.stage.net.Target;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is played in shards and merged says what an undivided run says. */
@Tag("long")
@Timeout(120)
class ShardedRunTest {
    private static final int SHARDS = 3;
    /** What makes a target ready, what is about every API, what is about one, what is hostile, and what judges them all. */
    private static final Selection SELECTION = Selection.EVERYTHING
            .including(
                    "ready.topic",
                    "wire.well-formed-answer",
                    "fetch.out-of-range",
                    "offset-fetch.offset-survives",
                    "offset-fetch.named-coordinator-answers",
                    "connection.garbage-refused",
                    "plausible.*")
            .withApis(Set.of("", "Metadata", "Fetch", "OffsetFetch", "FindCoordinator", "CreateTopics"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allShardsTogetherSayWhatTheWholeRunSays() throws IOException {
        try (MockBroker broker = broken()) {
            RunLog whole = play(broker, SELECTION, "whole");
            Map<String, RunLog> shards = new LinkedHashMap<>();
            for (int index = 1; index <= SHARDS; index++) {
                shards.put(
                        "shard-" + index,
                        play(broker, SELECTION.withShard(new Shard(index, SHARDS)), "shard-" + index));
            }
            Path file = folder.resolve("merged.jsonl");
            RunLogMerge.of(shards).writeTo(file);
            RunLog merged = RunLog.read(file);

            assertThat(merged.faults()).isEmpty();
            assertThat(verdicts(whole))
                    .containsValue("FAIL")
                    .containsValue("PASS")
                    .hasSizeGreaterThan(50);
            assertThat(verdicts(merged)).isEqualTo(verdicts(whole));
            assertThat(merged.results()).hasSameSizeAs(whole.results());
            assertThat(causes(merged)).isEqualTo(causes(whole)).isNotEmpty();
            RunHeader header = Objects.requireNonNull(merged.header());
            RunHeader undivided = Objects.requireNonNull(whole.header());
            assertThat(header.options()).isEqualTo(undivided.options());
            assertThat(header.advertised()).isEqualTo(undivided.advertised());
            RunFooter footer = Objects.requireNonNull(merged.footer());
            assertThat(footer.counts())
                    .isEqualTo(Objects.requireNonNull(whole.footer()).counts());
            assertThat(footer.incomplete()).isNull();
            assertThat(shards.values())
                    .allSatisfy(shard -> assertThat(booked(shard)).isBetween(1, booked(whole) / 2));
        }
    }

    /** Wrong at some versions, in a value that judging checks see as well. */
    private static MockBroker broken() throws IOException {
        MockBroker broker = MockBroker.start();
        broker.stubFor(
                request("OffsetFetch").atVersions(1, 3).willReturn(asKafka().error(ErrorCode.UNKNOWN_SERVER_ERROR)));
        return broker;
    }

    private RunLog play(MockBroker broker, Selection selection, String name) throws IOException {
        Path file = folder.resolve(name + ".jsonl");
        RunOutcome outcome = ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), file)
                        .withSelection(selection))
                .execute();
        assertThat(outcome.leftBehind()).isEmpty();
        return RunLog.read(file);
    }

    /** How many cases a shard has of its own, without those that each shard judges. */
    private static int booked(RunLog log) {
        return (int) log.results().stream()
                .filter(result -> !result.check().id().startsWith("plausible."))
                .count();
    }

    private static Map<String, String> verdicts(RunLog log) {
        Map<String, String> verdicts = new TreeMap<>();
        for (CaseResult result : log.results()) {
            String reason = result.verdict() == Verdict.SKIPPED ? ": " + result.reason() : "";
            verdicts.put(CaseKey.of(result).toString(), result.verdict() + reason);
        }
        return verdicts;
    }

    private static List<String> causes(RunLog log) {
        List<String> causes = new ArrayList<>();
        for (Cause cause : Causes.of(log.results()).gravestFirst()) {
            List<String> cases = cause.cases().stream()
                    .map(result -> result.check().id() + " " + place(result))
                    .sorted()
                    .toList();
            causes.add(cause.severity() + " " + cause.title() + " " + cases);
        }
        return causes;
    }

    private static String place(CaseResult result) {
        ApiVersion api = result.api();
        return api == null ? "" : api.toString();
    }
}
