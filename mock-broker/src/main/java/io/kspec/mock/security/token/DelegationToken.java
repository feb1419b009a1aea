package io.kspec.mock.security.token;

import io.kspec.protocol.Bytes;
import java.util.List;

/**
 * A delegation token.
 *
 * @param id its name, as the user name of a login
 * @param hmac its secret, as the password of a login in Base64
 * @param owner the principal that it stands for
 * @param requester the principal that asked for it
 * @param renewers the principals that may renew it, beside its owner
 * @param issuedMs when it was issued, in milliseconds since the epoch
 * @param maxMs until when it can be renewed
 * @param expiresMs when it expires
 */
public record DelegationToken(
        String id,
        Bytes hmac,
        String owner,
        String requester,
        List<String> renewers,
        long issuedMs,
        long maxMs,
        long expiresMs) {
    public DelegationToken {
        renewers = List.copyOf(renewers);
    }

    /** Whether a principal may renew and describe it. */
    public boolean isOf(String principal) {
        return owner.equals(principal) || renewers.contains(principal);
    }

    DelegationToken expiringAt(long timeMs) {
        return new DelegationToken(id, hmac, owner, requester, renewers, issuedMs, maxMs, timeMs);
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "token " + id + " of " + owner;
    }
}
