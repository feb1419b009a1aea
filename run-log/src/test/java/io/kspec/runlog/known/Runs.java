package io.kspec.runlog.known;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Environment;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunLogWriter;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.TargetAddress;
import io.kspec.runlog.VerdictCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of a few checks of OffsetFetch and Fetch. */
final class Runs {
    static final List<String> CHECKS = List.of("offset-fetch.survives", "offset-fetch.every", "wire.answers");
    static final List<String> APIS = List.of("Fetch", "OffsetFetch");
    static final Liveness ALIVE = new Liveness(true, "it answered");

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private Runs() {}

    static RunLog whole(CaseResult... results) {
        return log(List.of(), ALIVE, results);
    }

    static RunLog narrowed(CaseResult... results) {
        return log(List.of("include offset-fetch.*"), ALIVE, results);
    }

    static RunLog log(List<String> filters, Liveness liveness, CaseResult... results) {
        return new RunLog(
                header(filters),
                List.of(results),
                new RunFooter(START, VerdictCounts.of(List.of(results)), liveness, null),
                List.of());
    }

    private static RunHeader header(List<String> filters) {
        return new RunHeader(
                "0.1.0",
                new TargetAddress("localhost", 9092),
                START,
                "kspec-7f3a",
                List.of(),
                List.of(),
                new RunOptions("all", filters),
                new Environment("Java", "Linux"));
    }

    static Path write(Path file, Liveness liveness, CaseResult... results) throws IOException {
        try (RunLogWriter writer = RunLogWriter.create(file, header(List.of()))) {
            for (CaseResult result : results) {
                writer.append(result);
            }
            RunFooter unused = writer.finish(START, liveness, null);
        }
        return file;
    }

    static Check check(String id) {
        return new Check(id, id, Level.MUST, "It holds.", "Kafka", "Clients.", "core");
    }

    static ApiVersion api(String name, @Nullable Integer version) {
        return new ApiVersion(name.equals("Fetch") ? 1 : 9, name, version);
    }

    static CaseResult pass(String check, String api, int version) {
        return CaseResult.passed(check(check), api(api, version), 1, 1);
    }

    static CaseResult fail(String check, String api, int version) {
        return fail(check, api, version, null);
    }

    static CaseResult fail(String check, String api, int version, @Nullable String need) {
        return CaseResult.failed(
                check(check),
                api(api, version),
                new Failure("7", "8 instead", List.of(), need, null),
                1,
                1,
                List.of(),
                null,
                List.of());
    }

    static CaseResult blocked(String check, String api, int version, String need) {
        return CaseResult.blocked(check(check), api(api, version), "needs " + need, need);
    }
}
