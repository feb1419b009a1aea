package io.kspec.mock.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.security.acl.Authorizer;
import io.kspec.mock.security.sasl.BearerTokens;
import io.kspec.mock.security.sasl.SaslLogin;
import io.kspec.mock.security.sasl.SaslServers;
import io.kspec.mock.security.sasl.ScramAccounts;
import io.kspec.mock.security.sasl.UnsecuredTokens;
import io.kspec.mock.security.scram.ScramCredential;
import io.kspec.mock.security.scram.ScramCredentials;
import io.kspec.mock.security.session.AuthenticationSettings;
import io.kspec.mock.security.session.ClientSession;
import io.kspec.mock.security.token.DelegationTokens;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may log in to a cluster, and what they may do. Owned by one thread. */
public final class ClusterSecurity {
    /** The iterations of passwords that are given in the clear, which are as few as Kafka allows. */
    private static final int ITERATIONS = 4096;

    private final Supplier<UUID> random;
    private final Map<String, String> passwords = new HashMap<>();
    private final ScramCredentials scram = new ScramCredentials();
    private final DelegationTokens tokens;
    private final Authorizer authorizer = new Authorizer();
    private final BearerTokens unsecured = new UnsecuredTokens();
    private final Map<String, BearerTokens> signed = new HashMap<>();
    private final Map<String, AuthenticationSettings> ofListeners = new HashMap<>();
    private AuthenticationSettings settings = AuthenticationSettings.DEFAULTS;

    /**
     * @param random generates salts and nonces
     */
    public ClusterSecurity(Supplier<UUID> random) {
        this.random = random;
        this.tokens = new DelegationTokens(random);
    }

    /** Sets how clients authenticate on listeners that have no settings of their own. */
    public void configure(AuthenticationSettings values) {
        settings = values;
    }

    /** Sets how clients authenticate on a listener. */
    public void configure(ListenerName listener, AuthenticationSettings values) {
        ofListeners.put(listener.name(), values);
    }

    /** Adds a user that may log in with PLAIN and SCRAM. */
    public void addUser(String name, String password) {
        passwords.put(name, password);
        for (ScramHash hash : ScramHash.values()) {
            scram.put(name, hash, () -> ScramCredential.ofPassword(hash, password, salt(), ITERATIONS));
        }
    }

    /** Decides what clients may do. */
    public Authorizer authorizer() {
        return authorizer;
    }

    /** The delegation tokens. */
    public DelegationTokens tokens() {
        return tokens;
    }

    /** The SCRAM credentials of users. */
    public ScramCredentials scram() {
        return scram;
    }

    /** Sets who judges the tokens of OAUTHBEARER on a listener; else, tokens without a signature are accepted. */
    public void judgeTokens(ListenerName listener, BearerTokens judge) {
        signed.put(listener.name(), judge);
    }

    /** The session of a new connection to a listener. */
    public ClientSession open(ListenerName listener) {
        AuthenticationSettings own = ofListeners.getOrDefault(listener.name(), settings);
        Map<String, String> known = own.passwords() == null ? passwords : own.passwords();
        BearerTokens bearers = signed.getOrDefault(listener.name(), unsecured);
        SaslServers servers = new SaslServers(known::get, new Accounts(), bearers, this::nonce);
        return new ClientSession(listener.protocol(), own, servers);
    }

    private String nonce() {
        return random.get().toString().replace("-", "");
    }

    private Bytes salt() {
        return Bytes.wrap(nonce().getBytes(UTF_8));
    }

    private final class Accounts implements ScramAccounts {
        @Override
        public @Nullable Account ofUser(String user, ScramHash hash) {
            return scram.find(user, hash)
                    .map(credential -> new Account(credential, new SaslLogin("User:" + user, SaslLogin.NEVER, false)))
                    .orElse(null);
        }

        @Override
        public @Nullable Account ofToken(String tokenId, ScramHash hash) {
            return tokens.ofId(tokenId)
                    .map(token -> new Account(
                            ScramCredential.ofPassword(
                                    hash,
                                    Base64.getEncoder()
                                            .encodeToString(token.hmac().toArray()),
                                    salt(),
                                    ITERATIONS),
                            new SaslLogin(token.owner(), token.expiresMs(), true)))
                    .orElse(null);
        }
    }
}
