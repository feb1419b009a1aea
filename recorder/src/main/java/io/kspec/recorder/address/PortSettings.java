package io.kspec.recorder.address;

import io.kspec.stage.net.Target;

/**
 * Where to listen in place of brokers.
 *
 * @param first the broker whose place the first port takes
 * @param host the address to listen on
 * @param advertisedHost the host that clients are told to connect to
 * @param port the first port, or 0 for a free one; further brokers get free ones
 */
public record PortSettings(Target first, String host, String advertisedHost, int port) {}
