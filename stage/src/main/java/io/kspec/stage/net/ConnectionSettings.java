package io.kspec.stage.net;

import io.kspec.stage.security.SecuritySettings;
import java.time.Duration;
import java.util.Map;

/**
 * How every connection is opened, and its limits.
 *
 * @param connectTimeout how long opening a connection may take, positive
 * @param writeTimeout how long writing one request may take, positive
 * @param readTimeout how long a response may take by default, positive
 * @param maximumResponseSize the largest frame that is read, in bytes without its size, positive
 * @param security what a connection does before its first request
 */
public record ConnectionSettings(
        Duration connectTimeout,
        Duration writeTimeout,
        Duration readTimeout,
        int maximumResponseSize,
        SecuritySettings security) {
    /** 5 s to connect, 5 s to write, 10 s to read, 100 MiB, plaintext without authentication. */
    public static final ConnectionSettings DEFAULT = new ConnectionSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            100 * 1024 * 1024,
            SecuritySettings.NONE);

    public ConnectionSettings {
        Map.of("connect", connectTimeout, "write", writeTimeout, "read", readTimeout)
                .forEach((name, timeout) -> {
                    if (timeout.isNegative() || timeout.isZero()) {
                        throw new IllegalArgumentException(name + " timeout: expected more than 0, found " + timeout);
                    }
                });
        if (maximumResponseSize < 1) {
            throw new IllegalArgumentException(
                    "largest response: expected at least 1 byte, found " + maximumResponseSize);
        }
    }

    /** These settings with the same limit for connecting, writing and reading. */
    public ConnectionSettings withTimeouts(Duration each) {
        return new ConnectionSettings(each, each, each, maximumResponseSize, security);
    }

    public ConnectionSettings withReadTimeout(Duration timeout) {
        return new ConnectionSettings(connectTimeout, writeTimeout, timeout, maximumResponseSize, security);
    }

    public ConnectionSettings withMaximumResponseSize(int bytes) {
        return new ConnectionSettings(connectTimeout, writeTimeout, readTimeout, bytes, security);
    }

    public ConnectionSettings withSecurity(SecuritySettings settings) {
        return new ConnectionSettings(connectTimeout, writeTimeout, readTimeout, maximumResponseSize, settings);
    }

    /** The settings of a client that prepares the target or cleans it up. */
    public ConnectionSettings asAdmin() {
        return withSecurity(security.asAdmin());
    }
}
