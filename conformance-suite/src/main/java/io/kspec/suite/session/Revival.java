package io.kspec.suite.session;

import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Await;
import io.kspec.suite.process.TargetCommand;
import io.kspec.suite.process.TargetProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Brings the target back: restarts its process if kspec started it, or waits for it to come back by itself. */
final class Revival implements AutoCloseable {
    /** How long a dead target that kspec did not start may take to come back. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
    /** How long a process may take to end after it stopped listening. */
    private static final Duration LAST_BREATH = Duration.ofSeconds(2);

    /** How often to start a target that ends at once: what it needs may still be in use by its former process. */
    private static final int STARTS = 3;

    private final TargetProbe probe;
    private final @Nullable TargetCommand command;
    private final BooleanSupplier interrupted;
    private final Runnable returned;
    private @Nullable TargetProcess process;

    /**
     * A revival, which has not started anything yet.
     *
     * @param command starts the target, or null if it was started by others
     * @param interrupted whether to stop waiting
     * @param returned called whenever the target is back, which may have lost all that it had
     */
    Revival(TargetProbe probe, @Nullable TargetCommand command, BooleanSupplier interrupted, Runnable returned) {
        this.probe = probe;
        this.command = command;
        this.interrupted = interrupted;
        this.returned = returned;
    }

    /**
     * Starts the target, if kspec is to start it.
     *
     * @throws NoKafkaThere if it does not answer in time
     */
    void begin() {
        if (command == null) {
            probe.demand();
            return;
        }
        if (!restart(command).alive()) {
            NoKafkaThere never = new NoKafkaThere(neverAnswered(command));
            close();
            throw never;
        }
    }

    private String neverAnswered(TargetCommand started) {
        TargetProcess failed = process;
        OptionalInt status = failed == null ? OptionalInt.empty() : failed.exitStatus(Duration.ZERO);
        List<String> output = failed == null ? List.of() : failed.lastLines();
        String what = status.isPresent()
                ? "it ended with exit status " + status.getAsInt()
                : probe.probe().finding();
        return started.target() + ": expected the target that was started with '" + started.text()
                + "' to answer within " + started.patience().toSeconds() + " s, found that " + what
                + (output.isEmpty()
                        ? "; it printed nothing"
                        : "; its last lines:" + System.lineSeparator() + String.join(System.lineSeparator(), output));
    }

    /** Whether kspec starts the target, also when it has died. */
    boolean startsTheTarget() {
        return command != null;
    }

    /** Finds out how the target died. */
    Demise examine(Liveness found) {
        TargetProcess dead = process;
        if (dead == null) {
            return new Demise(found.finding(), null, List.of(), false, null);
        }
        OptionalInt status = dead.exitStatus(LAST_BREATH);
        String finding = status.isPresent()
                ? "its process ended with exit status " + status.getAsInt()
                : found.finding() + ", while its process still runs";
        return new Demise(finding, status.isPresent() ? status.getAsInt() : null, dead.lastLines(), false, null);
    }

    /** Brings the target back, and returns whether it answers. */
    boolean revive() {
        boolean back = bringBack();
        if (back) {
            returned.run();
        }
        return back;
    }

    private boolean bringBack() {
        if (command == null) {
            return await(RECOVERY).alive();
        }
        for (int start = 0; start < STARTS && !interrupted.getAsBoolean(); start++) {
            if (restart(command).alive()) {
                return true;
            }
        }
        return false;
    }

    /** What is known about why the target did not come back; empty if kspec did not start it. */
    Optional<String> failure() {
        TargetProcess failed = process;
        if (failed == null) {
            return Optional.empty();
        }
        List<String> output = failed.lastLines();
        return Optional.of("it could not be started again"
                + (output.isEmpty() ? "" : ", its last line: " + output.get(output.size() - 1)));
    }

    private Liveness restart(TargetCommand started) {
        close();
        process = TargetProcess.start(started);
        return await(started.patience());
    }

    private Liveness await(Duration limit) {
        return Await.of("a target that answers", limit)
                .every(PROBE_INTERVAL)
                .last(probe::probe, liveness -> liveness.alive() || interrupted.getAsBoolean() || hasFailed());
    }

    /** Whether the process ended with a failure; one that ended well may have left the target running. */
    private boolean hasFailed() {
        TargetProcess started = process;
        return started != null && started.exitStatus(Duration.ZERO).orElse(0) != 0;
    }

    /** Ends the process, if kspec started it. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
