package io.kspec.mock.api.security;

import io.kspec.protocol.scram.ScramHash;
import java.util.Arrays;
import java.util.Optional;

/** The numbers of SCRAM mechanisms on the wire. */
final class ScramMechanisms {
    private ScramMechanisms() {}

    static int code(ScramHash hash) {
        return hash == ScramHash.SHA_256 ? 1 : 2;
    }

    /** The hash of a number; empty if no mechanism has it. */
    static Optional<ScramHash> of(int code) {
        return Arrays.stream(ScramHash.values())
                .filter(hash -> code(hash) == code)
                .findFirst();
    }
}
