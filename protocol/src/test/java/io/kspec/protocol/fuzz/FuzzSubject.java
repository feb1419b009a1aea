package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Layout;
import org.jspecify.annotations.Nullable;

/**
 * A reader of untrusted bytes that {@link Trial} tests.
 *
 * @param <T> the type of the values that it reads
 */
interface FuzzSubject<T> {
    /**
     * The result of reading with a layout.
     *
     * @param value the value, or null if the bytes were rejected
     * @param failure the reason for the rejection, or null
     * @param layout the byte ranges of the fields
     */
    record Reading<T>(@Nullable T value, @Nullable DecodeFailure failure, Layout layout) {}

    /** The name of the message, {@code OffsetFetch v2 response}. */
    String name();

    /**
     * Reads without a layout.
     *
     * @throws DecodeException if the bytes are rejected
     */
    T read(Bytes input);

    /** Reads with a layout. */
    Reading<T> trace(Bytes input);

    /** Whether encoding a value yields the bytes from which it was read. */
    boolean restores(T value, Bytes input);

    /** The maximum allocation of {@link #read} for valid input. */
    default Allowance reading() {
        return Allowances.READING;
    }

    /** The maximum allocation of {@link #read} for input that it rejects, including the failure. */
    default Allowance refusing() {
        return Allowances.REFUSING;
    }

    /** The maximum allocation of {@link #trace}. */
    default Allowance tracing() {
        return Allowances.TRACING;
    }

    /** Whether a failure fits an input: its offset is within the input, unless it counts from another position. */
    default boolean isPlausible(DecodeFailure failure, Bytes input) {
        return failure.offset() >= 0 && failure.offset() <= input.size();
    }
}
