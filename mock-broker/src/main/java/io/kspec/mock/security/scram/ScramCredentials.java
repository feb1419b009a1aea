package io.kspec.mock.security.scram;

import io.kspec.protocol.scram.ScramHash;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The SCRAM credentials of a cluster, by user and hash. Those of passwords are computed when they are used first. */
public final class ScramCredentials {
    private final SortedMap<String, Map<ScramHash, Entry>> users = new TreeMap<>();

    private static final class Entry {
        private final Supplier<ScramCredential> source;
        private @Nullable ScramCredential computed;

        Entry(Supplier<ScramCredential> source) {
            this.source = source;
        }

        ScramCredential get() {
            ScramCredential known = computed;
            if (known == null) {
                known = source.get();
                computed = known;
            }
            return known;
        }
    }

    /** Adds or replaces a credential. */
    public void put(String user, ScramHash hash, Supplier<ScramCredential> credential) {
        users.computeIfAbsent(user, name -> new EnumMap<>(ScramHash.class)).put(hash, new Entry(credential));
    }

    /** The credential of a user; empty if there is none. */
    public Optional<ScramCredential> find(String user, ScramHash hash) {
        return Optional.ofNullable(users.getOrDefault(user, Map.of()).get(hash)).map(Entry::get);
    }

    /** Whether a user has a credential. */
    public boolean has(String user, ScramHash hash) {
        return users.getOrDefault(user, Map.of()).containsKey(hash);
    }

    /** Removes a credential; returns false if there is none. */
    public boolean remove(String user, ScramHash hash) {
        Map<ScramHash, Entry> credentials = users.getOrDefault(user, Map.of());
        boolean removed = credentials.containsKey(hash);
        if (removed) {
            credentials.remove(hash);
            if (credentials.isEmpty()) {
                users.remove(user);
            }
        }
        return removed;
    }

    /** The users that have credentials, by name. */
    public SortedSet<String> users() {
        return new TreeSet<>(users.keySet());
    }
}
