package io.kspec.diagnosis.plausibility;

import io.kspec.protocol.message.Message;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The offsets requested by a Fetch request. */
final class FetchedOffsets {
    private FetchedOffsets() {}

    /** The requested offset of a partition, or -1 if unknown. */
    static long requested(@Nullable Message request, Message topic, int partition) {
        if (request == null || !request.has("Topics")) {
            return -1;
        }
        for (Message each : request.getStructs("Topics")) {
            if (isSame(each, topic, "Topic") || isSame(each, topic, "TopicId")) {
                for (Message requested : each.getStructs("Partitions")) {
                    if (requested.getInt("Partition") == partition) {
                        return requested.getLong("FetchOffset");
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
