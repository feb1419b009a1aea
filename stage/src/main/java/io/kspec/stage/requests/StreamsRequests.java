package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** StreamsGroupHeartbeat and StreamsGroupDescribe requests: the life of a member of a streams group (KIP-1071). */
public final class StreamsRequests {
    private static final String HEARTBEAT = "StreamsGroupHeartbeat";
    private static final int REBALANCE_TIMEOUT_MS = 300_000;

    private StreamsRequests() {}

    /**
     * Joins, and tells everything about a member.
     *
     * @param processId the process that it shares with other members
     */
    public static ClientRequest join(Membership member, String processId, StreamsApplication application) {
        return unchanged(member).with(body -> body.set("RebalanceTimeoutMs", REBALANCE_TIMEOUT_MS)
                .set("ProcessId", processId)
                .set("ClientTags", List.of())
                .set("ActiveTasks", List.of())
                .set("StandbyTasks", List.of())
                .set("WarmupTasks", List.of())
                .setStruct("Topology", topology -> topology.set("Epoch", application.epoch())
                        .setEach("Subtopologies", application.parts(), StreamsRequests::write)));
    }

    private static void write(MessageBuilder entry, StreamsApplication.Part part) {
        entry.set("SubtopologyId", part.id())
                .set("SourceTopics", part.sources())
                .set("RepartitionSinkTopics", part.sinks())
                .setEach("StateChangelogTopics", part.changelogs(), (topic, name) -> topic.set("Name", name))
                .setEach("RepartitionSourceTopics", part.repartitioned(), (topic, name) -> topic.set("Name", name));
        if (part.isCopartitioned()) {
            entry.add("CopartitionGroups", group -> group.set("SourceTopics", positions(part.sources()))
                    .set("RepartitionSourceTopics", positions(part.repartitioned())));
        }
    }

    private static List<Integer> positions(List<String> topics) {
        return IntStream.range(0, topics.size()).boxed().toList();
    }

    /** Tells that nothing has changed; or, with its epoch, that the member leaves. */
    public static ClientRequest unchanged(Membership member) {
        return ClientRequest.of(HEARTBEAT, body -> body.set("GroupId", member.groupId())
                .set("MemberId", member.memberId())
                .set("MemberEpoch", member.generation())
                .set("InstanceId", member.instanceId()));
    }

    /** Tells which active and standby tasks the member has, as partitions by subtopology. */
    public static ClientRequest owning(
            Membership member, SortedMap<String, List<Integer>> active, SortedMap<String, List<Integer>> standby) {
        SortedMap<String, List<Integer>> running = new TreeMap<>(active);
        SortedMap<String, List<Integer>> copied = new TreeMap<>(standby);
        return unchanged(member).with(body -> {
            write(body, "ActiveTasks", running);
            write(body, "StandbyTasks", copied);
            body.set("WarmupTasks", List.of());
        });
    }

    private static void write(MessageBuilder body, String field, SortedMap<String, List<Integer>> tasks) {
        body.setEach(field, tasks.entrySet(), (entry, subtopology) -> entry.set("SubtopologyId", subtopology.getKey())
                .set("Partitions", subtopology.getValue()));
    }

    /** Describes streams groups. */
    public static ClientRequest describe(String... groupIds) {
        List<String> all = List.of(groupIds);
        return ClientRequest.of("StreamsGroupDescribe", body -> body.set("GroupIds", all));
    }
}
