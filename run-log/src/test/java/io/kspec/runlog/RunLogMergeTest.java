package io.kspec.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogMergeTest {
    private static final Liveness DEAD = new Liveness(false, "nothing listens");

    private final Path folder;

    RunLogMergeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void allShardsTogetherAreOneRun() throws IOException {
        RunLog merged = merge(shard(1, 2, result("a", 1), result("b", 2)), shard(2, 2, result("a", 2)));

        assertThat(merged.faults()).isEmpty();
        assertThat(merged.results()).containsExactly(result("a", 1), result("b", 2), result("a", 2));
        RunHeader header = Objects.requireNonNull(merged.header());
        assertThat(header.options()).isEqualTo(new RunOptions("all", List.of("check *")));
        assertThat(header.startedAt()).isEqualTo(Samples.START.plusSeconds(1));
        RunFooter footer = Objects.requireNonNull(merged.footer());
        assertThat(footer.finishedAt()).isEqualTo(Samples.START.plusSeconds(102));
        assertThat(footer.counts()).isEqualTo(VerdictCounts.of(merged.results()));
        assertThat(footer.incomplete()).isNull();
        assertThat(footer.liveness()).isEqualTo(Samples.ALIVE);
    }

    /** A result that was cut down when it was logged is not cut down again. */
    @Test
    void resultsAreCopiedAsTheyAre() throws IOException {
        List<Event> many = new ArrayList<>();
        for (int i = 0; i < Bounds.EVENTS + 50; i++) {
            many.add(new NoteEvent("client", 1, NoteEvent.Kind.WAIT, i, null, "event " + i));
        }
        Path log = folder.resolve("long.jsonl");
        try (RunLogWriter writer = RunLogWriter.create(log, header(1, 1))) {
            writer.append(
                    CaseResult.failed(check("a"), null, new Failure("1", "2", List.of()), 1, 1, many, null, List.of()));
            RunFooter unused = writer.finish(Samples.START, Samples.ALIVE, null);
        }
        RunLog shard = RunLog.read(log);

        assertThat(merge(shard).results()).isEqualTo(shard.results());
    }

    @Test
    void aMissingShardMakesTheRunIncomplete() throws IOException {
        RunLog merged = merge(shard(1, 4, result("a", 1)), shard(3, 4, result("a", 2)));

        assertThat(incomplete(merged)).isEqualTo("shards 2/4, 4/4 are missing");
        assertThat(merged.results()).hasSize(2);
    }

    @Test
    void whatAShardDidNotPlayMakesTheRunIncomplete() throws IOException {
        RunLog early = RunLog.read(write("early", header(1, 2), "the run was interrupted", DEAD, result("a", 1)));

        RunLog merged = merge(early, shard(2, 2));

        assertThat(incomplete(merged)).isEqualTo("shard 1/2: the run was interrupted");
        assertThat(Objects.requireNonNull(merged.footer()).liveness())
                .isEqualTo(new Liveness(false, "shard 1/2: nothing listens"));
    }

    @Test
    void whatADamagedLogStillHasIsKept() throws IOException {
        Path whole = write("whole", header(1, 2), null, Samples.ALIVE, result("a", 1), result("b", 1));
        List<String> lines = Files.readAllLines(whole);
        Path cut = Files.writeString(folder.resolve("cut"), lines.get(0) + "\n" + lines.get(1) + "\n{\"result");

        RunLog merged = merge(RunLog.read(cut), shard(2, 2, result("c", 1)));

        assertThat(merged.results()).containsExactly(result("a", 1), result("c", 1));
        assertThat(merged.faults()).isEmpty();
        assertThat(incomplete(merged))
                .contains("shard 1/2: run log, line 3: expected a complete line of JSON")
                .contains("shard 1/2: run log, line 3: ", "; line 4: expected a footer");
    }

    @Test
    void aCaseThatTwoShardsPlayedIsRefused() {
        assertThatThrownBy(() -> merge(shard(1, 2, result("a", 1)), shard(2, 2, result("a", 1))))
                .isInstanceOf(MergeRefused.class)
                .hasMessage("log 2: expected each case in one shard, found a@OffsetFetch:1, which log 1 has too");
        assertThat(folder.resolve("merged.jsonl")).doesNotExist();
    }

    @Test
    void aShardThatOccursTwiceIsRefused() {
        assertThatThrownBy(() -> merge(shard(1, 2), shard(1, 2)))
                .isInstanceOf(MergeRefused.class)
                .hasMessage("log 2: expected each shard once, found shard 1/2 again; the first is log 1");
    }

    @Test
    void wholeRunsAreRefused() {
        RunLog whole = log(new RunOptions("all", List.of()), "0.1.0", List.of());

        assertThatThrownBy(() -> merge(whole, whole))
                .hasMessage("log 2: expected the log of a run with --shard, found a whole run, as is log 1");
    }

    @Test
    void shardsOfDifferentRunsAreRefused() {
        RunLog first = shard(1, 2);
        RunOptions second = new RunOptions("all", List.of("check *", "shard 2/2"));

        assertRefused(first, log(second, "0.2.0", List.of()), "the kspec version of log 1, 0.1.0, found 0.2.0");
        assertRefused(first, shard(2, 3), "the number of shards of log 1, 2, found 3");
        assertRefused(
                first,
                log(new RunOptions("core", second.filters()), "0.1.0", List.of()),
                "the profile of log 1, all, found core");
        assertRefused(
                first,
                log(new RunOptions("all", List.of("shard 2/2")), "0.1.0", List.of()),
                "the filters of log 1, check *, found none");
        assertRefused(
                first,
                log(second, "0.1.0", List.of(new AdvertisedApi(9, "OffsetFetch", 0, 8))),
                "the advertised OffsetFetch of log 1, v0 to v7, found v0 to v8");
        assertRefused(
                first, log(second, "0.1.0", List.of()), "the advertised OffsetFetch of log 1, v0 to v7, found none");
    }

    private void assertRefused(RunLog first, RunLog second, String reason) {
        assertThatThrownBy(() -> merge(first, second))
                .isInstanceOf(MergeRefused.class)
                .hasMessage("log 2: expected " + reason);
    }

    @Test
    void aLogWithoutAHeaderIsRefused() throws IOException {
        RunLog log = RunLog.read(Files.writeString(folder.resolve("none"), "{\"header\":{\"format\":2}}\n"));

        assertThatThrownBy(() -> merge(log))
                .hasMessageStartingWith("log 1: expected the log of a shard, found no header that can be read: line 1:"
                        + " expected a header of format " + RunHeader.FORMAT + ", found format 2");
    }

    @Test
    void valuesThatSeveralShardsReceivedAreJudgedTogether() throws IOException {
        CaseResult failed = CaseResult.failed(
                check("plausible.offsets"), api(1), new Failure("1", "2", List.of()), 0, 5, List.of(), null, List.of());
        CaseResult passed = CaseResult.passed(check("plausible.offsets"), api(1), 0, 7);
        CaseResult none = CaseResult.skipped(check("plausible.offsets"), null, "no response of this run");

        RunLog merged = merge(shard(1, 3, passed), shard(2, 3, failed), shard(3, 3, none));

        assertThat(merged.results()).hasSize(1);
        assertThat(merged.results().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(merged.results().get(0).exchanges()).isEqualTo(12);
        assertThat(merge(shard(1, 2, none), shard(2, 2, none)).results()).containsExactly(none);
    }

    private RunLog merge(RunLog... logs) throws IOException {
        Map<String, RunLog> named = new LinkedHashMap<>();
        for (RunLog log : logs) {
            named.put("log " + (named.size() + 1), log);
        }
        Path merged = folder.resolve("merged.jsonl");
        Files.deleteIfExists(merged);
        RunLogMerge.of(named).writeTo(merged);
        return RunLog.read(merged);
    }

    private static @Nullable String incomplete(RunLog log) {
        return Objects.requireNonNull(log.footer()).incomplete();
    }

    private static Check check(String id) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core");
    }

    private static ApiVersion api(int version) {
        return new ApiVersion(9, "OffsetFetch", version);
    }

    private static CaseResult result(String check, int version) {
        return CaseResult.passed(check(check), api(version), 1, 2);
    }

    private static RunHeader header(int index, int count) {
        return header(
                new RunOptions("all", List.of("check *", "shard " + index + "/" + count)),
                "0.1.0",
                Samples.header().advertised(),
                Samples.START.plusSeconds(index));
    }

    private static RunHeader header(
            RunOptions options, String version, List<AdvertisedApi> advertised, Instant startedAt) {
        RunHeader some = Samples.header();
        return new RunHeader(
                version, some.target(), startedAt, some.runId(), advertised, some.known(), options, some.environment());
    }

    private static RunLog shard(int index, int count, CaseResult... results) {
        return new RunLog(
                header(index, count),
                List.of(results),
                new RunFooter(
                        Samples.START.plusSeconds(100 + index),
                        VerdictCounts.of(List.of(results)),
                        Samples.ALIVE,
                        null),
                List.of());
    }

    private static RunLog log(RunOptions options, String version, List<AdvertisedApi> advertised) {
        return new RunLog(
                header(options, version, advertised, Samples.START),
                List.of(),
                new RunFooter(Samples.START, VerdictCounts.NONE, Samples.ALIVE, null),
                List.of());
    }

    private Path write(
            String name, RunHeader header, @Nullable String incomplete, Liveness liveness, CaseResult... results)
            throws IOException {
        Path file = folder.resolve(name);
        try (RunLogWriter writer = RunLogWriter.create(file, header)) {
            for (CaseResult result : results) {
                writer.append(result);
            }
            RunFooter unused = writer.finish(Samples.START, liveness, incomplete);
        }
        return file;
    }
}
