package io.kspec.mock.security.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.scram.ScramHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The delegation tokens of a cluster. Times are in milliseconds since the epoch. */
public final class DelegationTokens {
    /** How long an expired token is known as such, as with Kafka's {@code delegation.token.expiry.check.interval.ms}. */
    private static final long KEPT_MS = 3_600_000;

    private final Supplier<UUID> ids;
    private final Map<String, DelegationToken> tokens = new LinkedHashMap<>();
    private TokenSettings settings = TokenSettings.DISABLED;

    /**
     * @param ids generates the ids of tokens
     */
    public DelegationTokens(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** Sets how tokens are issued. */
    public void configure(TokenSettings values) {
        settings = values;
    }

    /** Whether tokens are issued at all. */
    public boolean isEnabled() {
        return !settings.secretKey().isEmpty();
    }

    /**
     * Issues a token.
     *
     * @param lifetimeMs how long it can be renewed; 0 or less for as long as the settings allow
     */
    public DelegationToken issue(String owner, String requester, List<String> renewers, long lifetimeMs, long nowMs) {
        long maxMs =
                nowMs + (lifetimeMs > 0 ? Math.min(lifetimeMs, settings.maxLifetimeMs()) : settings.maxLifetimeMs());
        String id = KafkaUuid.format(ids.get());
        Bytes hmac = Bytes.wrap(ScramHash.SHA_512.hmac(settings.secretKey().getBytes(UTF_8), id.getBytes(UTF_8)));
        DelegationToken token = new DelegationToken(
                id, hmac, owner, requester, renewers, nowMs, maxMs, Math.min(maxMs, nowMs + settings.expiryTimeMs()));
        tokens.values().removeIf(old -> old.expiresMs() < nowMs - KEPT_MS);
        tokens.put(id, token);
        return token;
    }

    /** What becomes of a token that is renewed or expired. */
    public record Change(ErrorCode error, long expiresMs) {}

    /**
     * Renews a token.
     *
     * @param periodMs for how long; 0 or less for as long as the settings allow
     */
    public Change renew(Bytes hmac, String principal, long periodMs, long nowMs) {
        long granted = periodMs > 0 ? Math.min(periodMs, settings.expiryTimeMs()) : settings.expiryTimeMs();
        return change(hmac, principal, nowMs, nowMs + granted);
    }

    /**
     * Lets a token expire.
     *
     * @param periodMs when it does; less than 0 for immediately
     */
    public Change expire(Bytes hmac, String principal, long periodMs, long nowMs) {
        Change change = change(hmac, principal, nowMs, nowMs + Math.max(0, periodMs));
        if (change.error() == ErrorCode.NONE && periodMs < 0) {
            find(hmac).ifPresent(token -> tokens.remove(token.id()));
            return new Change(ErrorCode.NONE, periodMs);
        }
        return change;
    }

    private Change change(Bytes hmac, String principal, long nowMs, long wantedMs) {
        Optional<DelegationToken> found = find(hmac);
        ErrorCode error =
                found.map(token -> check(token, principal, nowMs)).orElse(ErrorCode.DELEGATION_TOKEN_NOT_FOUND);
        if (error != ErrorCode.NONE || found.isEmpty()) {
            return new Change(error, -1);
        }
        DelegationToken changed = found.get().expiringAt(Math.min(found.get().maxMs(), wantedMs));
        tokens.put(changed.id(), changed);
        return new Change(ErrorCode.NONE, changed.expiresMs());
    }

    private static ErrorCode check(DelegationToken token, String principal, long nowMs) {
        if (token.maxMs() < nowMs || token.expiresMs() < nowMs) {
            return ErrorCode.DELEGATION_TOKEN_EXPIRED;
        }
        return token.isOf(principal) ? ErrorCode.NONE : ErrorCode.DELEGATION_TOKEN_OWNER_MISMATCH;
    }

    private Optional<DelegationToken> find(Bytes hmac) {
        return tokens.values().stream()
                .filter(token -> token.hmac().equals(hmac))
                .findFirst();
    }

    /** The token of an id; empty if there is none. */
    public Optional<DelegationToken> ofId(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    /** The tokens that have not expired. */
    public List<DelegationToken> valid(long nowMs) {
        return tokens.values().stream()
                .filter(token -> token.expiresMs() >= nowMs)
                .toList();
    }
}
