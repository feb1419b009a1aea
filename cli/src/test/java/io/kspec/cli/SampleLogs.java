package io.kspec.cli;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Environment;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLogWriter;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.TargetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Logs of small runs, of checks that the suite has. */
final class SampleLogs {
    static final String SURVIVES = "offset-fetch.offset-survives";
    static final String OUT_OF_RANGE = "fetch.out-of-range";

    static final Liveness ALIVE = new Liveness(true, "it answered");
    static final Liveness DEAD = new Liveness(false, "nothing listens");

    private static final Instant START = Instant.parse("2026-11-20T10:00:00.088372601Z");

    private SampleLogs() {}

    static Path write(Path file, CaseResult... results) throws IOException {
        return write(file, List.of(), results);
    }

    static Path write(Path file, List<String> filters, CaseResult... results) throws IOException {
        return write(file, filters, ALIVE, null, results);
    }

    static Path write(
            Path file, List<String> filters, Liveness liveness, @Nullable String incomplete, CaseResult... results)
            throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        RunHeader header = new RunHeader(
                "0.1.0",
                new TargetAddress("localhost", 9092),
                START,
                "kspec-7f3a",
                List.of(),
                List.of(),
                new RunOptions("all", filters),
                new Environment("Java", "Linux"));
        try (RunLogWriter writer = RunLogWriter.create(file, header)) {
            for (CaseResult result : results) {
                writer.append(result);
            }
            RunFooter unused = writer.finish(START.plusSeconds(2), liveness, incomplete);
        }
        return file;
    }

    static CaseResult pass(String check, int version) {
        return CaseResult.passed(check(check), api(check, version), 1, 1);
    }

    static CaseResult fail(String check, int version) {
        return CaseResult.failed(
                check(check),
                api(check, version),
                new Failure("7", "8 instead", List.of()),
                1,
                1,
                List.of(),
                null,
                List.of());
    }

    static CaseResult blocked(String check, int version) {
        return CaseResult.blocked(check(check), api(check, version), "no topic has a leader", "a topic");
    }

    static CaseResult skipped(String check, int version) {
        return CaseResult.skipped(check(check), api(check, version), "not advertised");
    }

    static CaseResult error(String check, int version) {
        return CaseResult.error(check(check), api(check, version), "no port is free", 1, 0, List.of());
    }

    private static Check check(String id) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core");
    }

    private static ApiVersion api(String check, int version) {
        return check.startsWith("fetch.")
                ? new ApiVersion(1, "Fetch", version)
                : new ApiVersion(9, "OffsetFetch", version);
    }
}
