package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A topic as requests refer to it: by name, or by id in the versions that have ids instead (KIP-516). An id that must be
 * looked up is looked up only for those versions.
 */
public final class TopicIdentity {
    private final @Nullable String name;
    private final @Nullable Supplier<UUID> id;

    private TopicIdentity(@Nullable String name, @Nullable Supplier<UUID> id) {
        this.name = name;
        this.id = id;
    }

    /** A topic that is known by its name alone. */
    public static TopicIdentity named(String name) {
        return new TopicIdentity(name, null);
    }

    /** A topic that is known by its id alone. */
    public static TopicIdentity withId(UUID id) {
        return new TopicIdentity(null, () -> id);
    }

    /** A topic with a name and an id. */
    public static TopicIdentity of(String name, UUID id) {
        return new TopicIdentity(name, () -> id);
    }

    /**
     * A topic with a name, and an id that may have to be looked up.
     *
     * @param id called for each request that needs the id
     */
    public static TopicIdentity of(String name, Supplier<UUID> id) {
        return new TopicIdentity(name, id);
    }

    /**
     * Writes the name, or the id if the version has no name.
     *
     * @param nameField the field of the name: {@code Topic} in Fetch, {@code Name} elsewhere
     */
    void writeTo(MessageBuilder entry, String nameField) {
        if (entry.has(nameField)) {
            entry.set(nameField, known(name, entry, "name"));
        } else {
            entry.set("TopicId", known(id, entry, "id").get());
        }
    }

    private static <T> T known(@Nullable T value, MessageBuilder entry, String what) {
        if (value == null) {
            throw new IllegalArgumentException(
                    entry.spec() + ": expected a topic whose " + what + " is known, found none");
        }
        return value;
    }

    private Object key() {
        return name != null ? name : id == null ? "" : id.get();
    }

    /** Groups entries by topic, in the order in which the topics first occur. */
    static <T> List<List<T>> byTopic(List<T> entries, Function<T, TopicIdentity> topic) {
        Map<Object, List<T>> groups = new LinkedHashMap<>();
        for (T entry : entries) {
            groups.computeIfAbsent(topic.apply(entry).key(), key -> new ArrayList<>())
                    .add(entry);
        }
        return List.copyOf(groups.values());
    }
}
