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
 * One subject and one input. A trial fails with a {@link Violation} unless
 *
 * <ul>
 *   <li>the input is read, or refused with a {@link DecodeException}, and nothing else comes out, no error either;
 *   <li>a failure lies within the input;
 *   <li>reading with a layout comes to the same value or the same failure, and the layout lies within the input;
 *   <li>what is read is written as the very same bytes;
 *   <li>no more is allocated than the subject is allowed for an input of that size.
 * </ul>
 *
 * @param <T> what the subject reads
 */
final class Trial<T> {
    /** Classes are loaded and code is compiled on the way: what allocates too much does so every time. */
    private static final int MEASUREMENTS = 4;

    /**
     * What came of it.
     *
     * @param refusal the rule that the input breaks, or null if it was read
     * @param heap what was allocated for each byte beyond the base
     * @param tracedHeap what was allocated for each byte beyond the base to say where everything lies
     */
    record Outcome(DecodeFailure.@Nullable Kind refusal, double heap, double tracedHeap) {}

    /** What a subject promised, and did not hold. */
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1L;

        Violation(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private record Answer<T>(@Nullable T value, @Nullable DecodeFailure failure) {}

    private final FuzzSubject<T> subject;
    private final Bytes input;
    /** Keeps the compiler from leaving out what nobody looks at. */
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
