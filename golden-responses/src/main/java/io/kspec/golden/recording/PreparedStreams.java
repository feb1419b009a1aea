package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import java.util.List;

/** The requests of streams groups (KIP-1071). */
final class PreparedStreams {
    static final String SUBTOPOLOGY = "0";
    /** Long enough for a member that is not in a hurry. */
    private static final int REBALANCE_TIMEOUT_MS = 30_000;

    private PreparedStreams() {}

    /** Describes groups. */
    static ClientRequest describe(String... groupIds) {
        return ClientRequest.of("StreamsGroupDescribe", body -> body.set("GroupIds", List.of(groupIds)));
    }

    /** A heartbeat that tells nothing new. */
    static ClientRequest heartbeat(String group, String memberId, int epoch) {
        return ClientRequest.of(
                "StreamsGroupHeartbeat",
                body -> body.set("GroupId", group).set("MemberId", memberId).set("MemberEpoch", epoch));
    }

    /** The heartbeat of a member that joins, with a topology of one part that reads a topic and keeps no state. */
    static ClientRequest joining(String group, String memberId, String topic) {
        return heartbeat(group, memberId, 0).with(body -> body.set("RebalanceTimeoutMs", REBALANCE_TIMEOUT_MS)
                .set("ProcessId", "process-1")
                .set("ActiveTasks", List.of())
                .set("StandbyTasks", List.of())
                .set("WarmupTasks", List.of())
                .set("ClientTags", List.of())
                .setStruct("Topology", topology -> topology.set("Epoch", 1)
                        .add("Subtopologies", part -> part.set("SubtopologyId", SUBTOPOLOGY)
                                .set("SourceTopics", List.of(topic)))));
    }
}
