package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import java.util.function.IntFunction;

/**
 * Inputs of one shape, of any size, each made to cost its reader much.
 *
 * @param name the shape
 * @param subject who reads it
 * @param inputs an input of about so many bytes
 */
record Family(String name, FuzzSubject<?> subject, IntFunction<Bytes> inputs) {
    @Override
    public String toString() {
        return name;
    }
}
