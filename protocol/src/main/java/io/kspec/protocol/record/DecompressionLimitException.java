package io.kspec.protocol.record;

import java.io.IOException;

/** Compressed records hold more bytes than the reader was allowed to produce. */
final class DecompressionLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    DecompressionLimitException(long limit) {
        super("more than " + limit + " bytes");
    }
}
