package io.kspec.clients.matrix;

import io.kspec.clients.broker.PlayedTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays jobs with a driver. A driver that exceeds the limit of a job is ended and started again with the jobs that are left,
 * and so is one that ends early.
 *
 * @param command starts the driver
 * @param target the broker
 * @param prefix begins the names that the driver uses on the broker
 * @param errors gets what the driver prints to its standard error
 * @param start how much longer the first job may take, because the driver starts in it
 */
record DriverRun(DriverCommand command, PlayedTarget target, String prefix, Path errors, Duration start) {
    /** Stands in the queue for the end of the output. */
    private static final String END = "";

    private static final int LAST_ERRORS = 300;
    private static final long END_SECONDS = 10;

    List<JobResult> play(List<DeclaredJob> jobs) throws IOException, InterruptedException {
        return play(jobs, result -> {});
    }

    /**
     * Plays jobs.
     *
     * @param listener told of each result when the driver has ended the job, and before the next one is over
     */
    List<JobResult> play(List<DeclaredJob> jobs, Consumer<JobResult> listener)
            throws IOException, InterruptedException {
        Files.deleteIfExists(errors);
        List<JobResult> results = new ArrayList<>();
        while (results.size() < jobs.size()) {
            results.addAll(playOnce(jobs.subList(results.size(), jobs.size()), listener));
        }
        return results;
    }

    /** One process: plays jobs until one of them does not end. At least one result. */
    private List<JobResult> playOnce(List<DeclaredJob> jobs, Consumer<JobResult> listener)
            throws IOException, InterruptedException {
        Process process = start(jobs);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(process, lines), "output of " + prefix);
        reader.setDaemon(true);
        reader.start();
        List<JobResult> results = new ArrayList<>();
        try {
            for (DeclaredJob job : jobs) {
                Duration limit = results.isEmpty() ? job.limit().plus(start) : job.limit();
                String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                JobResult result = resultOf(job, line, process);
                results.add(result);
                listener.accept(result);
                if (line == null || line.isEmpty()) {
                    break;
                }
            }
            return results;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Process start(List<DeclaredJob> jobs) throws IOException {
        List<String> words = Stream.of(
                        command.words().stream(),
                        Stream.of(target.bootstrap(), prefix),
                        jobs.stream().map(DeclaredJob::id))
                .flatMap(part -> part)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(command.folder().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(command.environment());
        builder.environment().putAll(target.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static void read(Process process, BlockingQueue<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // Some libraries print to the standard output themselves.
                if (line.startsWith("{\"client\"")) {
                    lines.add(line);
                }
            }
        } catch (IOException ended) {
            // The process was ended while it printed.
        }
        lines.add(END);
    }

    private JobResult resultOf(DeclaredJob job, @Nullable String line, Process process)
            throws IOException, InterruptedException {
        if (line == null) {
            return JobResult.failed(job, "did not end within " + job.limit().toSeconds() + " s");
        }
        if (line.isEmpty()) {
            boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
            return JobResult.failed(
                    job,
                    "the driver ended with " + (ended ? "status " + process.exitValue() : "closed output") + ": "
                            + lastErrors());
        }
        JobResult result = JobResult.parse(line);
        if (!result.job().equals(job.id())) {
            throw new IllegalStateException("expected a line about " + job.id() + ", found " + line);
        }
        return result;
    }

    private String lastErrors() throws IOException {
        String text = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
        return text.substring(Math.max(0, text.length() - LAST_ERRORS));
    }
}
