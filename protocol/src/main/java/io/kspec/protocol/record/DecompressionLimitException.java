package io.kspec.protocol.record;

import java.io.IOException;

/** Thrown if compressed records decompress to more bytes than the limit. */
final class DecompressionLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    DecompressionLimitException(long limit) {
        super("more than " + limit + " bytes");
    }
}
