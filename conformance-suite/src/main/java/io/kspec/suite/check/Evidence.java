package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;

/**
 * The exchange that shows a violation.
 *
 * @param exchange the request and its response
 * @param path the wrong field of the response, such as {@code Topics[0].ErrorCode}; empty for the response as a whole
 */
public record Evidence(Exchange exchange, String path) {}
