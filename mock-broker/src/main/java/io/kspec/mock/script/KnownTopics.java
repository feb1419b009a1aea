package io.kspec.mock.script;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/** The topics of a broker, by name and by id, so that stubs can name a topic where a request has only its id. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface KnownTopics {
    /** No topics at all. */
    KnownTopics NONE = new KnownTopics() {
        @Override
        public Optional<String> name(UUID id) {
            return Optional.empty();
        }

        @Override
        public Optional<UUID> id(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> all() {
            return List.of();
        }

        @Override
        public int partitions(String name) {
            return 0;
        }
    };

    /** The name of the topic with the given id; empty if there is none. */
    Optional<String> name(UUID id);

    /** The id of the topic with the given name; empty if there is none. */
    Optional<UUID> id(String name);

    /** The names of all topics, sorted. */
    List<String> all();

    /** The number of partitions of a topic; 0 if there is no such topic. */
    int partitions(String name);
}
