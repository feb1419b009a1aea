package io.kspec.mock.admin;

import io.kspec.mock.admin.http.HttpLimits;
import java.util.Set;

/**
 * Where the admin API listens, and who may call it.
 *
 * @param host the local address to listen on
 * @param port the port to listen on, 0 to 65535; 0 picks a free one
 * @param allowedHosts host names with a dot that clients may use in URLs; IP addresses, {@code localhost} and names without a
 *     dot are always allowed
 * @param limits the limits of the HTTP server
 */
public record AdminSettings(String host, int port, Set<String> allowedHosts, HttpLimits limits) {
    /** A free port on the loopback interface. */
    public static final AdminSettings DEFAULTS = new AdminSettings("127.0.0.1", 0, Set.of(), HttpLimits.DEFAULTS);

    public AdminSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** These settings with another port. */
    public AdminSettings withPort(int other) {
        return new AdminSettings(host, other, allowedHosts, limits);
    }

    /** These settings with another address to listen on. */
    public AdminSettings withHost(String other) {
        return new AdminSettings(other, port, allowedHosts, limits);
    }

    /** These settings with other host names that clients may use. */
    public AdminSettings withAllowedHosts(Set<String> names) {
        return new AdminSettings(host, port, names, limits);
    }
}
