package io.kspec.mock.group;

import io.kspec.protocol.Bytes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the topics out of a member's metadata, which the group protocol itself never looks into. */
@FunctionalInterface
public interface SubscribedTopics {
    /** The topics that a subscription of protocol type {@code consumer} names, or null if the bytes are none. */
    @Nullable Set<String> in(Bytes metadata);
}
