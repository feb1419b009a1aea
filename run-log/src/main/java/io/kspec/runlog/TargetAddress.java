package io.kspec.runlog;

import java.util.Objects;

/**
 * The broker under test.
 *
 * @param host a name or address, without brackets
 * @param port 1 to 65535
 */
public record TargetAddress(String host, int port) {
    public TargetAddress {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("target, port: expected 1 to 65535, found " + port);
        }
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
