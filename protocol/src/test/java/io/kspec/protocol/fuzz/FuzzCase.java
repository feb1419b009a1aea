package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;

/**
 * An input for a subject.
 *
 * @param subject the reader
 * @param input the bytes to read
 */
record FuzzCase(FuzzSubject<?> subject, Bytes input) {
    Trial.Outcome run() {
        return new Trial<>(subject, input).run();
    }
}
