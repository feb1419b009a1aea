package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one subject on one input. A trial fails with a {@link Violation} unless
 *
 * <ul>
 *   <li>the input is read, or rejected with a {@link DecodeException}, without any other exception or error;
 *   <li>the offset of a failure is within the input;
 *   <li>reading with a layout has the same result, and the layout is within the input;
 *   <li>encoding the value yields the same bytes;
 *   <li>reading allocates no more than the allowance of the subject for an input of that size.
 * </ul>
 *
 * @param <T> what the subject reads
 */
final class Trial<T> {
    /** The first runs also load classes and compile code, so an excess only counts if it occurs every time. */
    private static final int MEASUREMENTS = 4;

    /**
     * The outcome of a trial.
     *
     * @param refusal the rule that the input violates, or null if it was read
     * @param heap the allocation beyond the base for each byte
     * @param tracedHeap the allocation beyond the base for each byte when reading with a layout
     */
    record Outcome(DecodeFailure.@Nullable Kind refusal, double heap, double tracedHeap) {}

    /** A broken promise of a subject. */
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1L;

        Violation(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private record Answer<T>(@Nullable T value, @Nullable DecodeFailure failure) {}

    private final FuzzSubject<T> subject;
    private final Bytes input;
    /** Prevents the compiler from removing unused results. */
    @SuppressWarnings("unused")
    private @Nullable Object blackHole;

    Trial(FuzzSubject<T> subject, Bytes input) {
        this.subject = subject;
        this.input = input;
    }

    Outcome run() {
        long start = Gauge.allocated();
        Answer<T> answer = read();
        long measured = Gauge.allocated() - start;
        DecodeFailure failure = answer.failure();
        Allowance allowance = failure == null ? subject.reading() : subject.refusing();
        long heap = withinAllowance(failure == null ? "reading" : "refusing", allowance, measured, this::read);
        start = Gauge.allocated();
        FuzzSubject.Reading<T> traced = trace();
        measured = Gauge.allocated() - start;
        long tracedHeap = withinAllowance("tracing", subject.tracing(), measured, this::trace);
        demandAgreement(answer, traced);
        demandWithin(traced.layout());
        if (failure != null) {
            demandPlausible(failure);
        } else if (answer.value() != null) {
            demandSameBytes(answer.value());
        }
        return new Outcome(
                failure == null ? null : failure.kind(),
                allowance.factorOf(heap, input.size()),
                subject.tracing().factorOf(tracedHeap, input.size()));
    }

    private Answer<T> read() {
        try {
            return new Answer<>(subject.read(input), null);
        } catch (DecodeException e) {
            return new Answer<>(null, e.failure());
        } catch (RuntimeException | Error e) {
            throw new Violation("reading threw " + e, e);
        }
    }

    private FuzzSubject.Reading<T> trace() {
        try {
            return subject.trace(input);
        } catch (RuntimeException | Error e) {
            throw new Violation("tracing threw " + e, e);
        }
    }

    private long withinAllowance(String what, Allowance allowance, long measured, Supplier<?> again) {
        long allowed = allowance.of(input.size());
        long least = measured;
        for (int i = 1; least > allowed && i < MEASUREMENTS; i++) {
            long start = Gauge.allocated();
            blackHole = again.get();
            least = Math.min(least, Gauge.allocated() - start);
        }
        if (least > allowed) {
            throw new Violation(
                    what + " " + input.size() + " bytes allocated " + least + ", at most " + allowed + " allowed",
                    null);
        }
        return least;
    }

    private void demandAgreement(Answer<T> answer, FuzzSubject.Reading<T> traced) {
        boolean same = answer.failure() == null
                ? answer.value() != null && answer.value().equals(traced.value()) && traced.failure() == null
                : answer.failure().equals(traced.failure());
        if (!same) {
            throw new Violation("read: " + answer + ", but traced: " + traced.value() + ", " + traced.failure(), null);
        }
    }

    private void demandWithin(Layout layout) {
        int at = 0;
        for (LayoutEntry entry : layout.entries()) {
            if (entry.start() < 0 || entry.end() < entry.start() || entry.end() > input.size()) {
                throw new Violation(entry + " is not within " + input.size() + " bytes", null);
            }
            if (entry.role() != LayoutRole.GROUP) {
                if (entry.start() < at) {
                    throw new Violation(entry + " overlaps what precedes it", null);
                }
                at = entry.end();
            }
        }
    }

    private void demandSameBytes(T value) {
        try {
            if (!subject.restores(value, input)) {
                throw new Violation("what was read is written as other bytes: " + value, null);
            }
        } catch (RuntimeException e) {
            throw new Violation("what was read cannot be written: " + e, e);
        }
    }

    private void demandPlausible(DecodeFailure failure) {
        if (!subject.isPlausible(failure, input)) {
            throw new Violation("a failure that cannot be: " + failure, null);
        }
    }
}
