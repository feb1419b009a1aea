package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests about delegation tokens (KIP-48). All spans are in milliseconds. */
public final class TokenRequests {
    private TokenRequests() {}

    /**
     * Asks for a token of the client's own principal.
     *
     * @param maxLifetimeMs how long it can be renewed; -1 for as long as the broker allows
     * @param renewers the principals that may renew it beside its owner, such as {@code User:alice}
     */
    public static ClientRequest create(long maxLifetimeMs, String... renewers) {
        List<String> all = List.of(renewers);
        return ClientRequest.of("CreateDelegationToken", body -> body.set("MaxLifetimeMs", maxLifetimeMs)
                .setEach("Renewers", all, (entry, principal) -> entry.set("PrincipalType", type(principal))
                        .set("PrincipalName", name(principal))));
    }

    /** Lets a token live longer; -1 for as long as the broker allows. */
    public static ClientRequest renew(Bytes hmac, long periodMs) {
        return ClientRequest.of(
                "RenewDelegationToken", body -> body.set("Hmac", hmac).set("RenewPeriodMs", periodMs));
    }

    /** Lets a token expire after a time; -1 for at once. */
    public static ClientRequest expire(Bytes hmac, long periodMs) {
        return ClientRequest.of(
                "ExpireDelegationToken", body -> body.set("Hmac", hmac).set("ExpiryTimePeriodMs", periodMs));
    }

    /**
     * Asks for tokens.
     *
     * @param owners their owners, such as {@code User:alice}; null for all that the client may see
     */
    public static ClientRequest describe(@Nullable List<String> owners) {
        return ClientRequest.of("DescribeDelegationToken", body -> {
            if (owners == null) {
                body.set("Owners", null);
            } else {
                body.setEach("Owners", owners, (entry, principal) -> entry.set("PrincipalType", type(principal))
                        .set("PrincipalName", name(principal)));
            }
        });
    }

    private static String type(String principal) {
        return principal.substring(0, principal.indexOf(':'));
    }

    private static String name(String principal) {
        return principal.substring(principal.indexOf(':') + 1);
    }
}
