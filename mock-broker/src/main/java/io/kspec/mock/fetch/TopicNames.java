package io.kspec.mock.fetch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The names of topics by their ids. */
@FunctionalInterface
interface TopicNames {
    /** The name of the topic that now has an id, or null if there is none. */
    @Nullable String nameOf(UUID id);
}
