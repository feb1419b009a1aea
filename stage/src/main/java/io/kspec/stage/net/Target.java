package io.kspec.stage.net;

/**
 * Where a broker listens.
 *
 * @param host a name or an address, without the brackets of IPv6
 * @param port 1 to 65535
 */
public record Target(String host, int port) {
    public Target {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "expected a host and a port from 1 to 65535, found " + host + ":" + port);
        }
    }

    /**
     * Reads {@code host:port} or {@code [address]:port}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Target parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isEmpty() || (host.contains(":") && !bracketed)) {
            throw misread(text);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new Target(bracketed ? host.substring(1, host.length() - 1) : host, port);
        } catch (IllegalArgumentException e) {
            throw misread(text);
        }
    }

    private static IllegalArgumentException misread(String text) {
        return new IllegalArgumentException("expected host:port with a port from 1 to 65535, found " + text);
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
