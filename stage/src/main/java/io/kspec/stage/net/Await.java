package io.kspec.stage.net;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats an attempt until it succeeds or a limit passes: a target learns of a change a moment after it was made. At least
 * one attempt is made, and the last one is what the caller gets.
 */
public final class Await {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final String what;
    private final Duration limit;
    private final Duration interval;
    private final Clock clock;
    private final @Nullable Transcript transcript;

    private Await(String what, Duration limit, Duration interval, Clock clock, @Nullable Transcript transcript) {
        this.what = what;
        this.limit = limit;
        this.interval = interval;
        this.clock = clock;
        this.transcript = transcript;
    }

    /** The passing of time, which tests replace. */
    record Clock(LongSupplier nanoTime, Sleep sleep) {
        static final Clock SYSTEM = new Clock(System::nanoTime, LockSupport::parkNanos);
    }

    /** Lets time pass; may return early. */
    @FunctionalInterface
    interface Sleep {
        void nanos(long nanos);
    }

    /**
     * Attempts every 20 ms.
     *
     * @param what what is awaited, as messages say it: {@code leaders of topic orders}
     * @param limit how long, counted from the first attempt
     */
    public static Await of(String what, Duration limit) {
        return of(what, limit, Clock.SYSTEM);
    }

    static Await of(String what, Duration limit, Clock clock) {
        return new Await(what, limit, INTERVAL, clock, null);
    }

    /** Attempts at another interval. */
    public Await every(Duration other) {
        return new Await(what, limit, other, clock, transcript);
    }

    /** Appends every pause between two attempts to a transcript. */
    public Await recordedIn(Transcript events) {
        return new Await(what, limit, interval, clock, events);
    }

    /**
     * Attempts until a result is accepted.
     *
     * @return the last result, which is not accepted if the limit passed
     * @throws StageInterrupted if the thread is interrupted while it waits for the next attempt
     */
    public <T> T last(Supplier<T> attempt, Predicate<? super T> accepted) {
        Deadline deadline = Deadline.in(limit, clock.nanoTime());
        T result = attempt.get();
        while (!accepted.test(result) && !deadline.isPast()) {
            pause(deadline);
            result = attempt.get();
        }
        return result;
    }

    /**
     * Attempts until an attempt finds nothing that is missing.
     *
     * @param missing what is still missing, in a few words; empty once nothing is
     * @return empty, or what was awaited, for how long, and what the last attempt found instead
     * @throws StageInterrupted if the thread is interrupted while it waits for the next attempt
     */
    public Optional<String> failure(Supplier<Optional<String>> missing) {
        return last(missing, Optional::isEmpty)
                .map(found -> "expected " + what + " within " + Durations.text(limit) + ", found " + found);
    }

    private void pause(Deadline deadline) {
        Deadline next = Deadline.in(interval, clock.nanoTime());
        do {
            clock.sleep().nanos(Math.min(next.nanosLeft(), deadline.nanosLeft()));
            if (Thread.currentThread().isInterrupted()) {
                throw new StageInterrupted(what, null);
            }
        } while (!next.isPast() && !deadline.isPast());
        if (transcript != null) {
            transcript.waited(what, interval);
        }
    }
}
