package io.kspec.suite.session;

import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.Durations;
import io.kspec.stage.net.Reception;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.SecuritySettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Recognises a listener that wants to be spoken to in another way than the settings say. */
final class ForeignListener {
    private static final Bytes HTTP_REQUEST = Bytes.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final String CLIENT_ID = "kspec-probe";
    /** How long a broker that answers ApiVersions may take for the two requests that tell whether it wants SASL. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How long to listen to one of two connections before the other. */
    private static final Duration SLICE = Duration.ofMillis(25);

    private final Target target;
    private final ConnectionSettings settings;
    private final ListenerSecurity security;

    ForeignListener(Target target, ConnectionSettings settings) {
        this.target = target;
        this.security = settings.security().client();
        this.settings = settings.withSecurity(SecuritySettings.ofEveryRole(new ListenerSecurity(security.tls(), null)));
    }

    /** Whether bytes are those of another protocol. */
    private static boolean is(ForeignProtocol.Kind kind, Bytes bytes) {
        return ForeignProtocol.of(bytes).filter(found -> found.kind() == kind).isPresent();
    }

    String foundTls() {
        return target + ": expected a Kafka broker that speaks plaintext, found a TLS listener: give --command-config "
                + "FILE with security.protocol SSL or SASL_SSL";
    }

    /**
     * Says what listens where no Kafka answer came: an HTTP server waits for a line end, which no Kafka request contains,
     * and a TLS listener may wait for the rest of a handshake.
     */
    Optional<String> speaksSomethingElse(Deadline deadline) {
        try (Connection http = open();
                Connection tls = open()) {
            http.sendRaw(HTTP_REQUEST);
            if (security.tls() == null) {
                tls.sendRaw(clientHello());
            }
            return answered(http, tls, deadline);
        } catch (StageFailure unreachable) {
            return Optional.empty();
        }
    }

    private Optional<String> answered(Connection http, Connection tls, Deadline deadline) {
        Reception fromHttp = http.receiveFrame(SLICE);
        Reception fromTls = tls.receiveFrame(SLICE);
        while (!deadline.isPast()
                && (fromHttp instanceof Reception.TimedOut || fromTls instanceof Reception.TimedOut)
                && !(fromTls instanceof Reception.ImpossibleSize)
                && !(fromHttp instanceof Reception.ImpossibleSize)) {
            fromHttp = fromHttp instanceof Reception.TimedOut ? http.receiveFrame(SLICE) : fromHttp;
            fromTls = fromTls instanceof Reception.TimedOut ? tls.receiveFrame(SLICE) : fromTls;
        }
        if (fromHttp instanceof Reception.ImpossibleSize answer && is(ForeignProtocol.Kind.HTTP, answer.bytes())) {
            return Optional.of(target + ": expected a Kafka broker, found an HTTP server");
        }
        return security.tls() == null
                        && fromTls instanceof Reception.ImpossibleSize answer
                        && is(ForeignProtocol.Kind.TLS, answer.bytes())
                ? Optional.of(foundTls())
                : Optional.empty();
    }

    /**
     * Says that a broker wants SASL if it offers mechanisms, and closes the connection on a request without. A broker that
     * offers mechanisms and does not want them is one without SASL.
     */
    Optional<String> wantsSasl(DecodeAttempt apiVersions) {
        if (security.sasl() != null || !apiVersions.succeeded()) {
            return Optional.empty();
        }
        AdvertisedVersions advertised = AdvertisedVersions.of(apiVersions.requireBody());
        ApiSpec handshake = Catalog.standard().api("SaslHandshake");
        Versions metadata = advertised.common(MetadataRequests.allTopics().api());
        Versions handshakes = advertised.common(handshake);
        boolean possible =
                !advertised.of(Catalog.standard().api("SaslAuthenticate")).isEmpty()
                        && !handshakes.isEmpty()
                        && !metadata.isEmpty();
        if (!possible) {
            return Optional.empty();
        }
        List<String> mechanisms = mechanisms(handshakes.highest());
        return mechanisms.isEmpty() || !closes(metadata.lowest())
                ? Optional.empty()
                : Optional.of(target + ": expected a listener without authentication, found one that wants SASL "
                        + "(mechanisms " + String.join(", ", mechanisms) + "): give --command-config FILE with "
                        + "security.protocol " + (security.tls() == null ? "SASL_PLAINTEXT" : "SASL_SSL")
                        + ", sasl.mechanism and sasl.jaas.config");
    }

    /** The mechanisms that the broker names when it is asked for one that nobody has. */
    private List<String> mechanisms(int version) {
        ClientRequest request = ClientRequest.of("SaslHandshake", body -> body.set("Mechanism", "KSPEC-PROBE"));
        try (Connection connection = open()) {
            Exchange exchange = connection.receive(
                    connection.send(request, version), Durations.shorter(settings.readTimeout(), PATIENCE));
            DecodeAttempt answer = exchange.decodeResponse();
            return answer.succeeded() ? answer.requireBody().getStrings("Mechanisms") : List.of();
        } catch (StageFailure unanswered) {
            return List.of();
        }
    }

    private boolean closes(int metadataVersion) {
        try (Connection connection = open()) {
            int id = connection.send(MetadataRequests.allTopics(), metadataVersion);
            connection.receive(id, Durations.shorter(settings.readTimeout(), PATIENCE));
            return false;
        } catch (ConnectionClosed closed) {
            return true;
        } catch (StageFailure otherwise) {
            return false;
        }
    }

    private Connection open() {
        return Connection.open("probe", target, CLIENT_ID, settings, new Transcript());
    }

    /** The first message of a TLS client. */
    private static Bytes clientHello() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return Bytes.copyOf(hello.flip());
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("every JDK speaks TLS", e);
        }
    }
}
