package io.kspec.scenarios.play;

import io.kspec.scenarios.TopicPlan;

/** Where a play has the topics from that its scenario needs. */
@FunctionalInterface
public interface TopicSource {
    /**
     * Creates a topic, or takes one that was created for this.
     *
     * @param variable what the scenario calls it
     * @return its name
     */
    String topic(String variable, TopicPlan plan);
}
