package io.kspec.mock.group.streams;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member of a streams group has told about itself.
 *
 * @param rebalanceTimeoutMs how long it may take to give up tasks
 * @param topologyEpoch the epoch of the application that it runs
 * @param processId the process that it shares its state directory with
 * @param endpoint where others reach it; null if nowhere
 * @param tags what distinguishes it from others, such as its rack
 */
public record StreamsProfile(
        @Nullable String rackId,
        String clientId,
        String clientHost,
        int rebalanceTimeoutMs,
        int topologyEpoch,
        String processId,
        @Nullable UserEndpoint endpoint,
        SortedMap<String, String> tags) {
    static final StreamsProfile UNKNOWN = new StreamsProfile(null, "", "", -1, -1, "", null, new TreeMap<>());

    public StreamsProfile {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** The profile after a heartbeat, which tells only what has changed. */
    StreamsProfile updated(StreamsHeartbeat heartbeat) {
        StreamsTopology topology = heartbeat.topology();
        return new StreamsProfile(
                heartbeat.rackId() == null ? rackId : heartbeat.rackId(),
                heartbeat.clientId(),
                heartbeat.clientHost(),
                heartbeat.rebalanceTimeoutMs() == StreamsHeartbeat.UNCHANGED
                        ? rebalanceTimeoutMs
                        : heartbeat.rebalanceTimeoutMs(),
                topology == null ? topologyEpoch : topology.epoch(),
                heartbeat.processId() == null ? processId : heartbeat.processId(),
                heartbeat.endpoint() == null ? endpoint : heartbeat.endpoint(),
                heartbeat.tags() == null ? tags : heartbeat.tags());
    }
}
