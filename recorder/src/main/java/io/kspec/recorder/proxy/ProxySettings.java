package io.kspec.recorder.proxy;

import io.kspec.recorder.address.PortSettings;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a proxy.
 *
 * @param ports where it listens, and the broker that clients of the first port are led to
 * @param security how the proxy connects to brokers. With SASL, the proxy authenticates for its clients
 * @param clientTls how clients speak TLS to the proxy, which shows them its own certificate; null if they speak plaintext
 * @param keepSecrets whether the tap gets passwords and tokens as they were sent
 * @param limits what the proxy takes from its clients and brokers
 */
public record ProxySettings(
        PortSettings ports,
        ListenerSecurity security,
        @Nullable TlsSettings clientTls,
        boolean keepSecrets,
        Limits limits) {

    /** Settings of a proxy to which clients speak plaintext. */
    public ProxySettings(PortSettings ports, ListenerSecurity security, boolean keepSecrets, Limits limits) {
        this(ports, security, null, keepSecrets, limits);
    }

    /** The same, with TLS towards clients, or without it. */
    public ProxySettings withClientTls(@Nullable TlsSettings tls) {
        return new ProxySettings(ports, security, tls, keepSecrets, limits);
    }

    /**
     * What the proxy takes from its clients and brokers.
     *
     * @param connections how many client connections may be open
     * @param frame how many bytes a request or response may have, without the four of its size
     * @param buffered how many bytes of frames that are not complete yet may be kept, of all connections
     */
    public record Limits(int connections, int frame, long buffered) {
        /** 1,000 connections, frames of 100 MiB as in Kafka, and 512 MiB together. */
        public static final Limits DEFAULT = new Limits(1_000, 100 << 20, 512L << 20);
    }
}
