package io.kspec.mock.listener;

import org.apiguardian.api.API;

/** How a listener is secured, by Kafka's names ({@code listener.security.protocol.map}). */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum SecurityProtocol {
    PLAINTEXT(false, false),
    SSL(true, false),
    SASL_PLAINTEXT(false, true),
    SASL_SSL(true, true);

    private final boolean tls;
    private final boolean sasl;

    SecurityProtocol(boolean tls, boolean sasl) {
        this.tls = tls;
        this.sasl = sasl;
    }

    /** Whether connections speak TLS. */
    public boolean usesTls() {
        return tls;
    }

    /** Whether clients authenticate with SASL. */
    public boolean usesSasl() {
        return sasl;
    }
}
