package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Layout;
import org.jspecify.annotations.Nullable;

/**
 * A reader of bytes that nobody vouches for, as {@link Trial} sees it.
 *
 * @param <T> what it makes of them
 */
interface FuzzSubject<T> {
    /**
     * What a subject sees on the way that also says where every field lies.
     *
     * @param value what was read, or null if the bytes are refused
     * @param failure why they are refused, or null
     * @param layout where what was read lies
     */
    record Reading<T>(@Nullable T value, @Nullable DecodeFailure failure, Layout layout) {}

    /** What it reads: {@code OffsetFetch v2 response}. */
    String name();

    /**
     * Reads without looking where anything lies.
     *
     * @throws DecodeException if the bytes are refused
     */
    T read(Bytes input);

    /** Reads, and says where everything lies. */
    Reading<T> trace(Bytes input);

    /** Whether what was read is written as the very bytes that it was read of. */
    boolean restores(T value, Bytes input);

    /** The most that {@link #read} may allocate for what it reads. */
    default Allowance reading() {
        return Allowances.READING;
    }

    /** The most that {@link #read} may allocate for what it refuses, the failure included. */
    default Allowance refusing() {
        return Allowances.REFUSING;
    }

    /** The most that {@link #trace} may allocate. */
    default Allowance tracing() {
        return Allowances.TRACING;
    }

    /** Whether a failure may be said of an input; offsets lie within it, unless they count from something else. */
    default boolean isPlausible(DecodeFailure failure, Bytes input) {
        return failure.offset() >= 0 && failure.offset() <= input.size();
    }
}
