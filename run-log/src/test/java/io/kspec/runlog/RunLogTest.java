package io.kspec.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    private final Path file;

    RunLogTest(@TempDir Path folder) {
        file = folder.resolve("run.jsonl");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        CaseResult skipped = CaseResult.skipped(Samples.CHECK, null, "not advertised");
        CaseResult error =
                CaseResult.error(Samples.CHECK, new ApiVersion(9, "OffsetFetch", null), "port in use", 1, 0, List.of());
        List<CaseResult> results = List.of(measured(), Samples.failedWithFrames(), skipped, error);
        RunFooter footer;
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            for (CaseResult result : results) {
                writer.append(result);
            }
            footer = writer.finish(Samples.START.plusSeconds(3), Samples.ALIVE, "interrupted");
        }

        assertThat(RunLog.read(file)).isEqualTo(new RunLog(Samples.header(), results, footer, List.of()));
        assertThat(footer.counts()).isEqualTo(new VerdictCounts(1, 1, 1, 1, 0, 0));
    }

    private static CaseResult measured() {
        return Samples.passed()
                .with(List.of(
                        new Measurement("written", 4_210.5, "records/s"), new Measurement("latency", 0.42, "ms")));
    }

    @Test
    void aFigureIsFinite() {
        assertThatThrownBy(() -> new Measurement("written", 1.0 / 0, "records/s"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("measurement of written: expected a finite value, found Infinity");
    }

    @Test
    void hostileTextSurvivesAndTheFileStaysAscii() throws IOException {
        String hostile = "</script>\u0000\u001b[31m\u202e\u2028\n\ud800 \udc00 𝄞";
        CaseResult result = CaseResult.skipped(Samples.CHECK, null, hostile);
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            writer.append(result);
            writer.finish(Samples.START, Samples.ALIVE, null);
        }

        assertThat(RunLog.read(file).results()).containsExactly(result);
        byte[] bytes = Files.readAllBytes(file);
        for (byte one : bytes) {
            assertThat(one == '\n' || (one >= 0x20 && one < 0x7f))
                    .as("byte %s", one)
                    .isTrue();
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void everyLineIsInTheFileBeforeTheWriterIsClosed() throws IOException {
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            assertThat(Files.readAllLines(file)).hasSize(1);
            writer.append(Samples.passed());
            assertThat(RunLog.read(file).results()).containsExactly(Samples.passed());
        }
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            Thread.currentThread().interrupt();
            writer.append(Samples.passed());
            assertThat(Thread.interrupted()).isTrue();
            writer.append(Samples.passed());
        }
        assertThat(RunLog.read(file).results()).hasSize(2);
    }

    @Test
    void linesOfManyThreadsDoNotMix() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                work.add(() -> {
                    writer.append(Samples.failedWithFrames());
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            writer.finish(Samples.START, Samples.ALIVE, null);
        } finally {
            threads.shutdown();
        }

        RunLog log = RunLog.read(file);
        assertThat(log.faults()).isEmpty();
        assertThat(log.results()).hasSize(400).containsOnly(Samples.failedWithFrames());
    }

    @Test
    void aLogIsNeverOverwritten() throws IOException {
        Files.writeString(file, "precious", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RunLogWriter.create(file, Samples.header()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void nothingFollowsTheFooter() throws IOException {
        try (RunLogWriter writer = RunLogWriter.create(file, Samples.header())) {
            writer.finish(Samples.START, Samples.ALIVE, null);
            assertThatThrownBy(() -> writer.append(Samples.passed()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("expected nothing after the footer, found CaseResult");
        }
        assertThat(RunLog.read(file).broken()).isFalse();
    }
}
