package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;

/**
 * An input for a subject.
 *
 * @param subject who is to read it
 * @param input what
 */
record FuzzCase(FuzzSubject<?> subject, Bytes input) {
    Trial.Outcome run() {
        return new Trial<>(subject, input).run();
    }
}
