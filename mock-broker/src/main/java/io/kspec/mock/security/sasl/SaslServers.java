package io.kspec.mock.security.sasl;

import io.kspec.protocol.scram.ScramHash;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins authentications. */
public final class SaslServers {
    /** The mechanisms that the mock implements. */
    public static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");

    static final String OTHER_IDENTITY =
            "Authentication failed: Client requested an authorization id that is different from username";

    private final Function<String, @Nullable String> passwords;
    private final ScramAccounts accounts;
    private final BearerTokens tokens;
    private final Supplier<String> nonces;

    /**
     * @param passwords the password of a user of PLAIN; null for one that does not exist
     * @param accounts who may log in with SCRAM
     * @param tokens judges the tokens of OAUTHBEARER
     * @param nonces the broker's parts of SCRAM nonces, printable and without commas
     */
    public SaslServers(
            Function<String, @Nullable String> passwords,
            ScramAccounts accounts,
            BearerTokens tokens,
            Supplier<String> nonces) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.tokens = tokens;
        this.nonces = nonces;
    }

    /**
     * Begins an authentication.
     *
     * @param mechanism one of {@link #MECHANISMS}
     * @throws IllegalArgumentException if it is another one
     */
    public SaslServer begin(String mechanism) {
        return switch (mechanism) {
            case "PLAIN" -> new PlainServer(passwords);
            case "SCRAM-SHA-256" -> new ScramServer(ScramHash.SHA_256, accounts, nonces.get());
            case "SCRAM-SHA-512" -> new ScramServer(ScramHash.SHA_512, accounts, nonces.get());
            case "OAUTHBEARER" -> new OAuthBearerServer(tokens);
            default -> throw new IllegalArgumentException("expected one of " + MECHANISMS + ", found " + mechanism);
        };
    }
}
