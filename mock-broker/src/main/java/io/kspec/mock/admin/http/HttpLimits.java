package io.kspec.mock.admin.http;

/**
 * Limits of the HTTP server. Beyond each of them a client gets an error that names the limit.
 *
 * @param maxBody the size of the largest body in bytes
 * @param maxLine the length of the longest request line in bytes
 * @param maxHeaders the size of all headers of a request in bytes
 * @param maxConnections the number of connections that may be open at a time
 * @param idleSeconds how long a connection may be idle before it is closed
 */
public record HttpLimits(int maxBody, int maxLine, int maxHeaders, int maxConnections, int idleSeconds) {
    /** 1 MiB for the body, as for stub files; 8 KiB each for line and headers; 100 connections; a minute. */
    public static final HttpLimits DEFAULTS = new HttpLimits(1 << 20, 8 << 10, 8 << 10, 100, 60);
}
