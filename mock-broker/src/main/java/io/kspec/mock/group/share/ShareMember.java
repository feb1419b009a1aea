package io.kspec.mock.group.share;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A member of a share group.
 *
 * @param epoch the epoch of the member's assignment
 * @param previousEpoch the one before, which the member may still send if the last response was lost
 * @param topics the names of the topics to which it subscribes, in order
 * @param assignment its partitions, in order
 */
public record ShareMember(
        String memberId,
        @Nullable String rackId,
        int epoch,
        int previousEpoch,
        String clientId,
        String clientHost,
        SortedSet<String> topics,
        SortedSet<SharedPartition> assignment) {
    public ShareMember {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
        assignment = Collections.unmodifiableSortedSet(new TreeSet<>(assignment));
    }

    static ShareMember joining(String memberId) {
        return new ShareMember(memberId, null, 0, -1, "", "", new TreeSet<>(), new TreeSet<>());
    }

    ShareMember told(ShareHeartbeat heartbeat) {
        List<String> told = heartbeat.topics();
        return new ShareMember(
                memberId,
                heartbeat.rackId() == null ? rackId : heartbeat.rackId(),
                epoch,
                previousEpoch,
                heartbeat.clientId(),
                heartbeat.clientHost(),
                told == null ? topics : new TreeSet<>(told),
                assignment);
    }

    ShareMember assigned(int newEpoch, SortedSet<SharedPartition> partitions) {
        return new ShareMember(memberId, rackId, newEpoch, epoch, clientId, clientHost, topics, partitions);
    }
}
