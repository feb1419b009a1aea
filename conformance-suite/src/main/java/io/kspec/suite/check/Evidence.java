package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;

/**
 * The exchange that shows that a requirement is not met.
 *
 * @param exchange the request and its response
 * @param path the field of the response that is wrong: {@code Topics[0].ErrorCode}; empty for the response as a whole
 */
public record Evidence(Exchange exchange, String path) {}
