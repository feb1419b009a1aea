package io.kspec.mock.quota;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom a quota is for: a user, a client id, both together, or an IP address.
 *
 * @param names by type, the name; empty for the default, which is for all that have no quota of their own
 */
public record QuotaEntity(SortedMap<String, Optional<String>> names) {
    public static final String USER = "user";
    public static final String CLIENT_ID = "client-id";
    public static final String IP = "ip";

    /** All types. */
    static final Set<String> TYPES = Set.of(USER, CLIENT_ID, IP);

    public QuotaEntity {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /**
     * An entity as a request names it.
     *
     * @param names by type, the name; null for the default
     * @throws QuotaRefusal if there is no such entity
     */
    public static QuotaEntity of(Map<String, @Nullable String> names) {
        SortedMap<String, Optional<String>> checked = new TreeMap<>();
        names.forEach((type, name) -> {
            if (!TYPES.contains(type)) {
                throw QuotaRefusal.invalid("Unhandled client quota entity type: " + type);
            }
            if (name != null && name.isEmpty()) {
                throw QuotaRefusal.invalid("Empty " + type + " not supported");
            }
            checked.put(type, Optional.ofNullable(name));
        });
        QuotaEntity entity = new QuotaEntity(checked);
        if (checked.isEmpty()) {
            throw QuotaRefusal.invalid("Invalid empty client quota entity");
        }
        if (entity.has(IP) && checked.size() > 1) {
            throw QuotaRefusal.invalid(
                    "Invalid quota entity combination, IP entity should not be combined with User or ClientId");
        }
        Optional<String> address = checked.getOrDefault(IP, Optional.empty());
        if (address.isPresent() && !HostAddress.isValid(address.get())) {
            throw QuotaRefusal.invalid(address.get() + " is not a valid IP or resolvable host.");
        }
        return entity;
    }

    /** The entity of a user and a client id. */
    static QuotaEntity of(Optional<String> user, Optional<String> clientId) {
        return new QuotaEntity(new TreeMap<>(Map.of(USER, user, CLIENT_ID, clientId)));
    }

    /** An entity of one type. */
    static QuotaEntity of(String type, Optional<String> name) {
        return new QuotaEntity(new TreeMap<>(Map.of(type, name)));
    }

    /** Whether a name or the default of a type is part of the entity. */
    public boolean has(String type) {
        return names.containsKey(type);
    }
}
