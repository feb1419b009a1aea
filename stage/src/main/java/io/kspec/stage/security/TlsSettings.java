package io.kspec.stage.security;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** How to speak TLS: whom to trust, and the certificate to show if the listener wants one. */
public final class TlsSettings {
    /** The versions of TLS that Kafka's clients enable by default. */
    public static final List<String> DEFAULT_PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    private final SSLContext context;
    private final List<String> protocols;
    private final List<String> cipherSuites;
    private final boolean verifiesHost;

    /**
     * TLS with the keys of a context.
     *
     * @param protocols the enabled versions of TLS
     * @param cipherSuites the enabled cipher suites; the JDK's if empty
     * @param verifiesHost whether the broker's certificate must name the host (RFC 2818)
     */
    TlsSettings(SSLContext context, List<String> protocols, List<String> cipherSuites, boolean verifiesHost) {
        this.context = context;
        this.protocols = List.copyOf(protocols);
        this.cipherSuites = List.copyOf(cipherSuites);
        this.verifiesHost = verifiesHost;
    }

    /** The client's end of a new connection to a host. */
    public SSLEngine engine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        if (verifiesHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The server's end of a new connection, which shows the certificate and asks for none. */
    public SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters(engine));
        return engine;
    }

    private SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        if (!cipherSuites.isEmpty()) {
            parameters.setCipherSuites(cipherSuites.toArray(String[]::new));
        }
        return parameters;
    }
}
