package io.kspec.diagnosis.plausibility;

import io.kspec.protocol.message.Message;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The offsets that a Fetch request asks for. */
final class FetchedOffsets {
    private FetchedOffsets() {}

    /** The offset that was asked for in a partition of a topic, or -1 if that is not known. */
    static long asked(@Nullable Message request, Message topic, int partition) {
        if (request == null || !request.has("Topics")) {
            return -1;
        }
        for (Message each : request.getStructs("Topics")) {
            if (isSame(each, topic, "Topic") || isSame(each, topic, "TopicId")) {
                for (Message asked : each.getStructs("Partitions")) {
                    if (asked.getInt("Partition") == partition) {
                        return asked.getLong("FetchOffset");
                    }
                }
            }
        }
        return -1;
    }

    private static boolean isSame(Message one, Message other, String field) {
        return one.has(field) && other.has(field) && Objects.equals(one.get(field), other.get(field));
    }
}
