package io.kspec.golden.comparison;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;

/**
 * A captured exchange whose request is like another one.
 *
 * @param release the release that was captured
 * @param capture the capture that the exchange is part of
 * @param exchange the exchange
 */
public record NearExchange(Captures release, Capture capture, CapturedExchange exchange) {
    /** Where the capture belongs, in the folder of all captures: {@code apache-kafka-4.3.1/OffsetFetch/v8.golden}. */
    public String file() {
        return release + "/" + Captures.path(capture.api(), capture.version());
    }
}
