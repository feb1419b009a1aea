package io.kspec.mock.security.sasl;

import io.kspec.mock.security.scram.ScramCredential;
import io.kspec.protocol.scram.ScramHash;
import org.jspecify.annotations.Nullable;

/** Who may log in with SCRAM. */
public interface ScramAccounts {
    /** The account of a user; null if the user has no credential for this hash. */
    @Nullable Account ofUser(String user, ScramHash hash);

    /** The account of a delegation token by its id (KIP-48); null if there is no such token. */
    @Nullable Account ofToken(String tokenId, ScramHash hash);

    /**
     * An account.
     *
     * @param login who has logged in, when the client has proved that it knows the password
     */
    record Account(ScramCredential credential, SaslLogin login) {}
}
