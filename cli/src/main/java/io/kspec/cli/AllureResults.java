package io.kspec.cli;

import io.kspec.cli.console.IoReason;
import io.kspec.cli.console.UsageException;
import io.kspec.reports.CauseDigest;
import io.kspec.reports.FailureText;
import io.kspec.reports.Summary;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results of a run in the format of Allure. A case has the same {@code historyId} in every run, whatever the
 * target, so that Allure shows how it changed: the id is made from the check, the API and the version alone.
 */
final class AllureResults {
    private AllureResults() {}

    /**
     * Prepares a folder; files that are already there stay.
     *
     * @throws UsageException if the folder cannot be created
     */
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--allure: expected a writable folder, found " + folder + ": " + IoReason.of(e));
        }
    }

    /** Writes a file for each case of a run; failures that are known are marked so. */
    static void write(RunLog log, Summary summary, Path folder) {
        FileSystemResultsWriter writer = new FileSystemResultsWriter(folder);
        Map<CaseResult, CauseDigest> causes = summary.causesByCase();
        RunHeader header = log.header();
        long start = header == null
                ? Instant.EPOCH.toEpochMilli()
                : header.startedAt().toEpochMilli();
        for (CaseResult result : log.results()) {
            TestResult json = result(result, causes.get(result), start);
            if (summary.acceptance().knownReason(result).isPresent()) {
                json.getStatusDetails().setKnown(true);
            }
            writer.write(json);
        }
    }

    static TestResult result(CaseResult result, @Nullable CauseDigest cause, long start) {
        String check = result.check().id();
        String api = result.api() == null ? "" : result.api().name();
        Integer version = result.api() == null ? null : result.api().version();
        String place = result.api() == null ? "" : " " + result.api();
        TestResult json = new TestResult()
                .setUuid(UUID.randomUUID().toString())
                .setHistoryId(id("history", check, api, String.valueOf(version)))
                .setTestCaseId(id("case", check, api))
                .setFullName(check + place)
                .setName(check + place)
                .setDescription(result.check().requirement())
                .setLabels(List.of(
                        label("framework", "kspec"),
                        label("parentSuite", "kspec"),
                        label("suite", api.isEmpty() ? "No single API" : api),
                        label("subSuite", check),
                        label("severity", result.check().level() == Level.MUST ? "critical" : "minor")))
                .setStage(Stage.FINISHED)
                .setStatus(status(result.verdict()))
                .setStart(start)
                .setStop(start + Math.round(result.durationMs()));
        if (version != null) {
            json.setParameters(List.of(new Parameter().setName("version").setValue(version.toString())));
        }
        if (result.verdict() != Verdict.PASS) {
            json.setStatusDetails(new StatusDetails()
                    .setMessage(message(result, cause))
                    .setTrace(result.failure() == null ? null : FailureText.of(result)));
        }
        return json;
    }

    private static String message(CaseResult result, @Nullable CauseDigest cause) {
        String reason = result.reason() == null ? FailureText.contrast(result) : result.reason();
        String unplayed =
                switch (result.verdict()) {
                    case BLOCKED -> "blocked: ";
                    case NOT_PLAYED -> "not played: ";
                    default -> "";
                };
        return cause == null ? unplayed + reason : cause.title() + ": " + reason;
    }

    /** A failure of the target is failed; broken, in Allure's words, is what kspec itself did wrong. */
    private static Status status(Verdict verdict) {
        return Map.of(
                        Verdict.PASS, Status.PASSED,
                        Verdict.FAIL, Status.FAILED,
                        Verdict.ERROR, Status.BROKEN)
                .getOrDefault(verdict, Status.SKIPPED);
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    private static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
