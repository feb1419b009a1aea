package io.kspec.mock.security.session;

import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.mock.security.sasl.SaslLogin;
import io.kspec.mock.security.sasl.SaslRefusal;
import io.kspec.mock.security.sasl.SaslServers;
import io.kspec.mock.security.sasl.SaslStep;
import io.kspec.mock.security.session.SessionState.Exchange;
import io.kspec.mock.security.session.SessionState.Greeting;
import io.kspec.mock.security.session.SessionState.Refused;
import io.kspec.mock.security.session.SessionState.Settled;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * Who the client of a connection is, and which requests it may send before that is known. The rules are those of Apache
 * Kafka 4.3.1's {@code SaslServerAuthenticator}; re-authentication is KIP-368.
 */
public final class ClientSession {
    /** The principal of a client that has not authenticated. */
    public static final String ANONYMOUS = "User:ANONYMOUS";

    private static final long SHORTEST_INTERVAL_MS = 1000;
    private static final String VERSIONS = "ApiVersions";
    private static final String HANDSHAKE = "SaslHandshake";
    private static final String AUTHENTICATE = "SaslAuthenticate";

    private final AuthenticationSettings settings;
    private final SaslServers servers;
    private final boolean usesSasl;
    private SessionState state;
    private String principal = ANONYMOUS;
    private boolean byToken;
    private long lastRepeatedMs = Long.MIN_VALUE;

    /** What becomes of a request before its body is read. */
    public enum Admission {
        ADMITTED,
        /** It is answered ILLEGAL_SASL_STATE, and the connection is closed. */
        ILLEGAL_STATE,
        /** The connection is closed. */
        DISCONNECTED
    }

    /** The session of a new connection. */
    public ClientSession(SecurityProtocol protocol, AuthenticationSettings settings, SaslServers servers) {
        this.settings = settings;
        this.servers = servers;
        this.usesSasl = protocol.usesSasl();
        this.state = usesSasl ? new Greeting(false) : new Settled(null, SaslLogin.NEVER);
    }

    /**
     * Notes the distinguished name of the certificate that the client has shown.
     *
     * @return whether it names a user; if not, the connection is closed
     */
    public boolean showed(String distinguishedName) {
        if (usesSasl) {
            return true;
        }
        Optional<String> user = settings.principals().userOf(distinguishedName);
        user.ifPresent(name -> principal = "User:" + name);
        return user.isPresent();
    }

    /** The largest request that the client may send now, in bytes. */
    public int maxRequestSize() {
        boolean authenticates = state instanceof Greeting || state instanceof Exchange;
        return authenticates ? settings.maxReceiveSize() : Integer.MAX_VALUE;
    }

    /** The client's principal: {@code User:alice}. */
    public String principal() {
        return principal;
    }

    /** Whether the client authenticated with a delegation token. */
    public boolean isByToken() {
        return byToken;
    }

    /**
     * Whether the client may issue and change delegation tokens: it must have proved who it is by something else than a
     * token.
     */
    public boolean mayUseTokens() {
        return !byToken && !principal.equals(ANONYMOUS);
    }

    /** How long a refusal is held back. */
    public int failureDelayMs() {
        return settings.failureDelayMs();
    }

    /** Whether the next bytes are a token rather than a request. */
    public boolean expectsBareToken() {
        return state instanceof Exchange exchange && !exchange.framed();
    }

    /** Decides about a request by its API. */
    public Admission admit(String api, long nowMs) {
        if (state instanceof Greeting greeting) {
            boolean fits = api.equals(HANDSHAKE) || (api.equals(VERSIONS) && !greeting.versionsTold());
            return fits ? Admission.ADMITTED : Admission.DISCONNECTED;
        }
        if (state instanceof Exchange) {
            return api.equals(AUTHENTICATE) ? Admission.ADMITTED : Admission.ILLEGAL_STATE;
        }
        if (state instanceof Settled settled) {
            boolean expired = nowMs > settled.expiresMs() && !api.equals(HANDSHAKE);
            return expired ? Admission.DISCONNECTED : Admission.ADMITTED;
        }
        return Admission.DISCONNECTED;
    }

    /** Notes that the client was told the versions of APIs, which happens once before it authenticates. */
    public void toldVersions() {
        if (state instanceof Greeting) {
            state = new Greeting(true);
        }
    }

    /** Takes the client's choice of a mechanism. A login is repeated only if the session has an end. */
    public HandshakeOutcome handshake(String mechanism, int version, long nowMs) {
        Settled before = state instanceof Settled settled ? settled : null;
        if (before != null) {
            boolean lasting = before.expiresMs() == SaslLogin.NEVER;
            boolean soon = lastRepeatedMs != Long.MIN_VALUE && nowMs - lastRepeatedMs < SHORTEST_INTERVAL_MS;
            if (lasting || soon) {
                return new HandshakeOutcome(ErrorCode.ILLEGAL_SASL_STATE, List.of(), false);
            }
            lastRepeatedMs = nowMs;
        }
        if (!settings.mechanisms().contains(mechanism)) {
            state = new Refused();
            return new HandshakeOutcome(ErrorCode.UNSUPPORTED_SASL_MECHANISM, settings.mechanisms(), true);
        }
        boolean changed = before != null && !mechanism.equals(before.mechanism());
        state = changed ? new Refused() : new Exchange(mechanism, servers.begin(mechanism), version > 0, before);
        return new HandshakeOutcome(ErrorCode.NONE, settings.mechanisms(), false);
    }

    /** Takes a token. */
    public AuthenticationOutcome authenticate(Bytes token, long nowMs) {
        if (!(state instanceof Exchange exchange)) {
            return AuthenticationOutcome.misplaced();
        }
        boolean repeated = exchange.before() != null;
        try {
            SaslStep step = exchange.server().take(token, nowMs);
            SaslLogin login = step.login();
            if (login == null) {
                return new AuthenticationOutcome(ErrorCode.NONE, null, step.token(), 0, false);
            }
            if (repeated && !login.principal().equals(principal)) {
                return refuse("Cannot change principals during re-authentication from " + qualified(principal) + ": "
                        + qualified(login.principal()));
            }
            return settle(exchange.mechanism(), login, step.token(), nowMs);
        } catch (SaslRefusal refusal) {
            String told = refusal.told();
            return refuse(
                    told != null
                            ? told
                            : "Authentication failed during " + (repeated ? "re-authentication" : "authentication")
                                    + " due to invalid credentials with SASL mechanism " + exchange.mechanism());
        }
    }

    /** Kafka names a principal with the type before it. */
    private static String qualified(String principal) {
        return principal.replaceFirst(":", ".");
    }

    private AuthenticationOutcome refuse(String message) {
        state = new Refused();
        return AuthenticationOutcome.refused(message);
    }

    private AuthenticationOutcome settle(String mechanism, SaslLogin login, Bytes token, long nowMs) {
        principal = login.principal();
        byToken = login.byToken();
        long maxReauthMs = settings.maxReauthMs(mechanism);
        boolean limited = maxReauthMs > 0;
        long lifetimeMs = 0;
        if (limited || login.expiresMs() != SaslLogin.NEVER) {
            long credentialMs = login.expiresMs() == SaslLogin.NEVER ? Long.MAX_VALUE : login.expiresMs() - nowMs;
            lifetimeMs = Math.max(0, limited ? Math.min(credentialMs, maxReauthMs) : credentialMs);
            state = new Settled(mechanism, nowMs + lifetimeMs);
        } else {
            state = new Settled(mechanism, SaslLogin.NEVER);
        }
        return new AuthenticationOutcome(ErrorCode.NONE, null, token, lifetimeMs, false);
    }
}
