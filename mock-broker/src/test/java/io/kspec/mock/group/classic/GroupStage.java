package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A coordinator whose time only passes on demand, and one of its groups. */
final class GroupStage {
    static final String GROUP = "g";

    final GroupCoordinator coordinator;
    private long nowMs = 1_000;
    private int ids;

    GroupStage() {
        this(GroupSettings.DEFAULTS);
    }

    GroupStage(GroupSettings settings) {
        coordinator = new GroupCoordinator(settings, () -> new UUID(0, ++ids));
    }

    long now() {
        return nowMs;
    }

    void pass(long ms) {
        nowMs += ms;
        coordinator.advanceTo(nowMs);
    }

    RecordedReply<JoinResult> join(Joiner joiner) {
        RecordedReply<JoinResult> reply = new RecordedReply<>();
        coordinator.join(joiner.of(GROUP), nowMs, reply);
        return reply;
    }

    RecordedReply<SyncResult> sync(SyncRequest request) {
        RecordedReply<SyncResult> reply = new RecordedReply<>();
        coordinator.sync(request, nowMs, reply);
        return reply;
    }

    RecordedReply<SyncResult> sync(String memberId, int generationId, Map<String, Bytes> assignments) {
        return sync(new SyncRequest(GROUP, MemberIdentity.dynamic(memberId), generationId, null, null, assignments));
    }

    RecordedReply<SyncResult> sync(JoinResult joined) {
        return sync(joined.memberId(), joined.generationId(), Map.of());
    }

    ErrorCode heartbeat(JoinResult joined) {
        return heartbeat(joined.memberId(), joined.generationId());
    }

    ErrorCode heartbeat(String memberId, int generationId) {
        return coordinator.heartbeat(GROUP, MemberIdentity.dynamic(memberId), generationId, nowMs);
    }

    ErrorCode leave(String memberId) {
        return leave(MemberIdentity.dynamic(memberId)).members().get(0).error();
    }

    LeaveResult leave(MemberIdentity... members) {
        return coordinator.leave(GROUP, Arrays.asList(members), nowMs);
    }

    ErrorCode commit(String memberId, int generationId, long offset) {
        CommitRequest.OffsetToCommit one = new CommitRequest.OffsetToCommit(
                new TopicPartition("orders", 0), CommittedOffset.at(nowMs, offset, -1, ""));
        CommitRequest request =
                new CommitRequest(GROUP, MemberIdentity.dynamic(memberId), generationId, true, List.of(one));
        return coordinator.commit(request, nowMs).get(0).error();
    }

    GroupDescription describe() {
        return coordinator.describe(GROUP, nowMs);
    }

    String state() {
        return describe().state();
    }

    /** Members of one generation, the leader first; none has sent SyncGroup. */
    List<JoinResult> joined(Joiner... joiners) {
        List<RecordedReply<JoinResult>> replies = new ArrayList<>();
        for (Joiner joiner : joiners) {
            replies.add(join(joiner));
        }
        if (joiners.length > 1) {
            replies.set(0, join(joiners[0].as(replies.get(0).result().memberId())));
        }
        return replies.stream().map(RecordedReply::result).toList();
    }

    /** Members of a stable group, the leader first; each has its member id as its assignment. */
    List<JoinResult> stable(Joiner... joiners) {
        List<JoinResult> joined = joined(joiners);
        Map<String, Bytes> assignments = new HashMap<>();
        joined.forEach(member -> assignments.put(member.memberId(), Joiner.bytes(member.memberId())));
        joined.forEach(member -> sync(member.memberId(), member.generationId(), assignments));
        joined.forEach(this::sync);
        assertThat(state()).isEqualTo("Stable");
        return joined;
    }
}
