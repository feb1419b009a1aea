package io.kspec.mock.quota;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The quotas of all entities. Owned by one thread. */
public final class QuotaTable {
    private final Map<QuotaEntity, SortedMap<QuotaKey, Double>> quotas = new HashMap<>();

    /**
     * A limit that applies to a client.
     *
     * @param perSecond the limit
     * @param usedBy whose usage counts together: all that have the same value share the limit
     */
    record Limit(double perSecond, QuotaEntity usedBy) {}

    /** Whether there are no quotas. */
    public boolean isEmpty() {
        return quotas.isEmpty();
    }

    /**
     * Changes quotas of an entity.
     *
     * @param checkOnly whether the changes are only checked
     * @throws QuotaRefusal if one is invalid; then none takes effect
     */
    public void alter(QuotaEntity entity, List<QuotaChange> changes, boolean checkOnly) {
        SortedMap<QuotaKey, Double> changed = new TreeMap<>(quotas.getOrDefault(entity, new TreeMap<>()));
        Set<String> seen = new HashSet<>();
        for (QuotaChange change : changes) {
            if (!seen.add(change.key())) {
                throw QuotaRefusal.invalid("Duplicate quota key " + change.key());
            }
            Optional<QuotaKey> key = QuotaKey.of(change.key()).filter(known -> known.fits(entity));
            if (change.value().isEmpty()) {
                // As in Kafka, whatever is not there can be removed.
                key.ifPresent(changed::remove);
                continue;
            }
            QuotaKey known = key.orElseThrow(() -> QuotaRefusal.invalid("Invalid configuration key " + change.key()));
            known.check(change.value().getAsDouble());
            changed.put(known, change.value().getAsDouble());
        }
        if (checkOnly) {
            return;
        }
        if (changed.isEmpty()) {
            quotas.remove(entity);
        } else {
            quotas.put(entity, changed);
        }
    }

    /** The quotas of the entities that a filter admits. */
    public Map<QuotaEntity, SortedMap<QuotaKey, Double>> describe(QuotaFilter filter) {
        Map<QuotaEntity, SortedMap<QuotaKey, Double>> described = new LinkedHashMap<>();
        quotas.forEach((entity, values) -> {
            if (filter.admits(entity)) {
                described.put(entity, Collections.unmodifiableSortedMap(values));
            }
        });
        return described;
    }

    /**
     * The limit of a client, by Kafka's precedence (KIP-55): that of user and client id counts before that of the user, this one
     * before that of the client id, and within each the more specific one.
     *
     * @param user the name of the principal
     * @param clientId the client id; empty if there is none
     */
    Optional<Limit> limit(QuotaKey key, String user, String clientId) {
        Optional<String> own = Optional.of(user);
        Optional<String> client = Optional.of(clientId);
        Optional<String> any = Optional.empty();
        QuotaEntity both = QuotaEntity.of(own, client);
        QuotaEntity ofUser = QuotaEntity.of(QuotaEntity.USER, own);
        QuotaEntity ofClient = QuotaEntity.of(QuotaEntity.CLIENT_ID, client);
        Limit limit = limit(key, both, both);
        limit = limit == null ? limit(key, QuotaEntity.of(own, any), both) : limit;
        limit = limit == null ? limit(key, ofUser, ofUser) : limit;
        limit = limit == null ? limit(key, QuotaEntity.of(any, client), both) : limit;
        limit = limit == null ? limit(key, QuotaEntity.of(any, any), both) : limit;
        limit = limit == null ? limit(key, QuotaEntity.of(QuotaEntity.USER, any), ofUser) : limit;
        limit = limit == null ? limit(key, ofClient, ofClient) : limit;
        limit = limit == null ? limit(key, QuotaEntity.of(QuotaEntity.CLIENT_ID, any), ofClient) : limit;
        return Optional.ofNullable(limit);
    }

    /** The limit of an address. */
    Optional<Limit> limit(String address) {
        QuotaEntity own = QuotaEntity.of(QuotaEntity.IP, Optional.of(address));
        Limit limit = limit(QuotaKey.CONNECTION_CREATION_RATE, own, own);
        return Optional.ofNullable(
                limit == null
                        ? limit(
                                QuotaKey.CONNECTION_CREATION_RATE,
                                QuotaEntity.of(QuotaEntity.IP, Optional.empty()),
                                own)
                        : limit);
    }

    private @Nullable Limit limit(QuotaKey key, QuotaEntity entity, QuotaEntity usedBy) {
        Map<QuotaKey, Double> values = quotas.get(entity);
        Double perSecond = values == null ? null : values.get(key);
        return perSecond == null ? null : new Limit(perSecond, usedBy);
    }
}
