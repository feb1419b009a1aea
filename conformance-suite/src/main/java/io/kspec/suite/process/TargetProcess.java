package io.kspec.suite.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A target that was started through the shell. Closing it ends it, and every process that it started. */
public final class TargetProcess implements AutoCloseable {
    /** How long a process may take to end by itself once it was asked to. */
    private static final Duration GRACE = Duration.ofSeconds(3);
    /** How long a process that is being killed may take to vanish. */
    private static final Duration KILL = Duration.ofSeconds(5);

    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    /** How long a run that is interrupted may still use the target, to clean up. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(15);

    private final Process process;
    private final OutputTail output;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread atTheLatest = new Thread(this::endLate, "kspec-target-end");

    private TargetProcess(Process process) {
        this.process = process;
        this.output = OutputTail.of(process.getInputStream());
    }

    /**
     * Starts a target.
     *
     * @throws UncheckedIOException if there is no shell
     */
    public static TargetProcess start(TargetCommand command) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> shell = windows ? List.of("cmd", "/c") : List.of("/bin/sh", "-c");
        List<String> words = new ArrayList<>(shell);
        words.add(command.withPort());
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            TargetProcess target = new TargetProcess(process);
            Runtime.getRuntime().addShutdownHook(target.atTheLatest);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("starting the target with " + command.text() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The exit status, as the shell would show it: 128 and the number of the signal that killed it.
     *
     * @param limit how long to wait for it
     * @return empty if the process still runs
     */
    public OptionalInt exitStatus(Duration limit) {
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return OptionalInt.empty();
            }
            output.awaitEnd(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** The last lines that it printed, on its standard output and its standard error. */
    public List<String> lastLines() {
        return output.lines();
    }

    /** Ends the process and its descendants: asks first, then kills. Returns when they are gone, or cannot be ended. */
    @Override
    public void close() {
        end();
        closed.countDown();
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atTheLatest);
        } catch (IllegalStateException ending) {
            // this process is ending already, and the hook finds the target closed
        }
    }

    /** Ends the target when this process ends and the run has not closed the target by then. */
    private void endLate() {
        try {
            if (closed.await(CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        if (!areGone(all, GRACE)) {
            List<ProcessHandle> late = Stream.concat(process.descendants(), all.stream())
                    .distinct()
                    .toList();
            late.forEach(ProcessHandle::destroyForcibly);
            boolean unused = areGone(late, KILL);
        }
    }

    private static boolean areGone(List<ProcessHandle> all, Duration limit) {
        boolean unused = CompletableFuture.allOf(
                        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((gone, late) -> late == null)
                .join();
        return all.stream().noneMatch(ProcessHandle::isAlive);
    }
}
