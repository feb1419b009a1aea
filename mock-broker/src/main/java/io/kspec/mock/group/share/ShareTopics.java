package io.kspec.mock.group.share;

import java.util.Optional;
import java.util.UUID;

/** The topics of the cluster. */
public interface ShareTopics {
    /** A topic with its number of partitions. */
    record KnownTopic(String name, UUID id, int partitions) {}

    Optional<KnownTopic> find(String name);

    Optional<KnownTopic> find(UUID id);
}
