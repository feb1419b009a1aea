package io.kspec.mock.walk;

import io.kspec.reference.ReferenceBroker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One running Apache Kafka of each release, shared by the walks of this JVM and ended with it. A walk uses topics, groups and
 * transactional ids that no other walk uses. Its log cleaner looks for work all the time, and groups are spread over as many
 * partitions as they are on the mock.
 */
public final class SharedKafka {
    private static final Map<String, String> PROPERTIES =
            Map.of("log.cleaner.backoff.ms", "50", "offsets.topic.num.partitions", "50");
    private static final Map<String, ReferenceBroker> RUNNING = new ConcurrentHashMap<>();

    private SharedKafka() {}

    /** The broker of a release, such as {@code 4.3.1}; started by the first that asks. */
    public static ReferenceBroker of(String release) {
        return RUNNING.computeIfAbsent(
                release,
                missing -> ReferenceBroker.of(missing).properties(PROPERTIES).start());
    }
}
