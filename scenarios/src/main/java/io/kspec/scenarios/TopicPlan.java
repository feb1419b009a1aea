package io.kspec.scenarios;

import java.util.Map;

/**
 * A topic of a scenario.
 *
 * @param create whether to make it before the first step; else only its name is there, and it is deleted if a step made it
 * @param partitions how many partitions, from 1
 * @param configs Kafka's configuration of topics, such as {@code cleanup.policy}
 */
public record TopicPlan(boolean create, int partitions, Map<String, String> configs) {
    public TopicPlan {
        configs = Map.copyOf(configs);
    }
}
