package io.kspec.stage.net;

import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Exchange;

/** The response does not fit its API and version, byte for byte. */
public final class UndecodableResponse extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient DecodeFailure failure;

    UndecodableResponse(Exchange exchange, DecodeFailure failure) {
        super(exchange.connection() + ", " + failure, exchange, null);
        this.failure = failure;
    }

    /** Where and why decoding failed. */
    public DecodeFailure failure() {
        return failure;
    }
}
