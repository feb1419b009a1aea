package io.kspec.stage.net;

import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.stage.security.TlsSettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens a connection as far as its first request: TCP and TLS within the limit for connecting, then SASL. */
final class Handshakes {
    private final String name;
    private final Target target;
    private final @Nullable String clientId;
    private final ConnectionSettings settings;
    private final Transcript transcript;

    Handshakes(
            String name, Target target, @Nullable String clientId, ConnectionSettings settings, Transcript transcript) {
        this.name = name;
        this.target = target;
        this.clientId = clientId;
        this.settings = settings;
        this.transcript = transcript;
    }

    TimedSocket open() {
        ListenerSecurity security = settings.security().client();
        Deadline deadline = Deadline.in(settings.connectTimeout());
        SocketWire tcp = connect(deadline);
        Wire opened = tcp;
        boolean ready = false;
        try {
            if (security.tls() != null) {
                opened = secure(tcp, security.tls(), deadline);
            }
            TimedSocket socket = new TimedSocket(opened);
            if (security.sasl() != null) {
                authenticate(socket, security.sasl());
            }
            ready = true;
            return socket;
        } finally {
            if (!ready) {
                opened.close();
                transcript.append(at -> new TranscriptEvent.Disconnected(at, name, false, "not usable"));
            }
        }
    }

    private SocketWire connect(Deadline deadline) {
        try {
            SocketWire tcp = SocketWire.open(target, deadline);
            transcript.append(at -> new TranscriptEvent.Connected(at, name, target));
            return tcp;
        } catch (SocketTimeoutException e) {
            throw new TargetUnreachable(target, settings.connectTimeout(), e);
        } catch (InterruptedIOException e) {
            throw new StageInterrupted(name, e);
        } catch (IOException e) {
            throw new TargetUnreachable(target, settings.connectTimeout(), e);
        }
    }

    private Wire secure(SocketWire tcp, TlsSettings tls, Deadline deadline) {
        try {
            TlsWire wire = TlsWire.open(tcp, tls.engine(target.host(), target.port()), deadline);
            transcript.note(name + " speaks TLS: " + wire.agreed());
            return wire;
        } catch (SocketTimeoutException e) {
            String limit = Durations.text(settings.connectTimeout());
            throw noTls("within " + limit, "nothing that completes it", e);
        } catch (InterruptedIOException e) {
            throw new StageInterrupted(name, e);
        } catch (SSLException e) {
            throw noTls("", found(e), e);
        } catch (EOFException e) {
            throw noTls("", "the connection closed, as by a listener that speaks plaintext", e);
        } catch (IOException e) {
            throw noTls("", "the connection reset, as by a listener that speaks plaintext", e);
        }
    }

    private SecurityFailure noTls(String limit, String found, IOException cause) {
        return new SecurityFailure(target, ("a TLS handshake " + limit).strip(), found, cause);
    }

    private static String found(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("unrecognized ssl message")) {
            return "bytes that are not TLS";
        }
        if (lower.contains("unable to find valid certification path")) {
            return "a certificate that no authority in ssl.truststore has signed (" + message + ")";
        }
        return message;
    }

    private void authenticate(TimedSocket socket, SaslMechanism mechanism) {
        new Authentication(name, target, clientId, settings, socket, mechanism).run();
        transcript.note(name + " is authenticated with " + mechanism.name());
    }
}
