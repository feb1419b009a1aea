package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import java.util.function.IntFunction;

/**
 * Inputs of one shape and any size that are expensive to read.
 *
 * @param name the shape
 * @param subject the reader
 * @param inputs creates an input of about the given size
 */
record Family(String name, FuzzSubject<?> subject, IntFunction<Bytes> inputs) {
    @Override
    public String toString() {
        return name;
    }
}
