package io.kspec.scenarios;

import java.util.Map;

/**
 * A topic of a scenario.
 *
 * @param create whether to create it before the first step; if not, a step may create it under the reserved name
 * @param partitions the number of partitions, from 1
 * @param configs Kafka's topic configuration, for example {@code cleanup.policy}
 */
public record TopicPlan(boolean create, int partitions, Map<String, String> configs) {
    public TopicPlan {
        configs = Map.copyOf(configs);
    }
}
