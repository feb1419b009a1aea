package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks brokers, leaders and partitions in Metadata. */
final class MetadataCheck implements ResponseCheck {
    private static final int NONE = -1;
    private static final int FIRST_WITH_CONTROLLER = 1;

    @Override
    public void check(PlausibilityContext context) {
        if (!context.is("Metadata")) {
            return;
        }
        Set<Integer> brokers = ListedBrokers.check(context, "NodeId");
        PlausibilityContext.each(context.body(), "", "Topics", (topic, path) -> topic(context, topic, path, brokers));
    }

    private static void topic(PlausibilityContext context, Message topic, String path, Set<Integer> brokers) {
        Set<Integer> partitions = new TreeSet<>();
        PlausibilityContext.each(topic, path, "Partitions", (partition, at) -> {
            int index = partition.getInt("PartitionIndex");
            if (!partitions.add(index)) {
                context.report(
                        ImplausibleKind.TWICE, at + ".PartitionIndex", "partition " + index + " is listed twice");
            }
            partition(context, partition, at, brokers);
        });
        int expected = 0;
        for (int partition : partitions) {
            if (partition != expected) {
                context.report(
                        ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS,
                        path + ".Partitions",
                        "the partitions are " + partitions + ": " + expected + " is missing");
                return;
            }
            expected++;
        }
    }

    private static void partition(PlausibilityContext context, Message partition, String path, Set<Integer> brokers) {
        int leader = partition.getInt("LeaderId");
        List<Integer> replicas = partition.getInts("ReplicaNodes");
        if (leader != NONE && !brokers.contains(leader)) {
            context.report(
                    ImplausibleKind.LEADER_UNKNOWN,
                    path + ".LeaderId",
                    "the leader " + ListedBrokers.notIn(leader, brokers));
        } else if (leader == NONE && !replicas.isEmpty() && partition.getShort("ErrorCode") == 0) {
            context.report(
                    ImplausibleKind.LEADER_AMISS,
                    path + ".LeaderId",
                    "there are replicas " + replicas + " but no leader, and no error");
        } else if (leader != NONE && !replicas.contains(leader)) {
            context.report(
                    ImplausibleKind.LEADER_AMISS,
                    path + ".LeaderId",
                    "the leader " + leader + " is not one of the replicas " + replicas);
        }
        List<Integer> strangers = new ArrayList<>(partition.getInts("IsrNodes"));
        strangers.removeAll(new HashSet<>(replicas));
        if (!strangers.isEmpty()) {
            context.report(
                    ImplausibleKind.LEADER_AMISS,
                    path + ".IsrNodes",
                    "in-sync replicas " + strangers + " are not among the replicas " + replicas);
        }
        if (partition.has("OfflineReplicas")) {
            offline(context, partition.getInts("OfflineReplicas"), leader, replicas, path + ".OfflineReplicas");
        }
    }

    private static void offline(
            PlausibilityContext context, List<Integer> offline, int leader, List<Integer> replicas, String path) {
        if (leader != NONE && offline.contains(leader)) {
            context.report(ImplausibleKind.LEADER_AMISS, path, "the leader " + leader + " is offline");
        } else if (!replicas.containsAll(offline)) {
            context.report(
                    ImplausibleKind.LEADER_AMISS,
                    path,
                    "offline replicas " + offline + " are not all among the replicas " + replicas);
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        if (!api.name().equals("Metadata")) {
            return Set.of();
        }
        Set<ImplausibleKind> kinds = EnumSet.of(
                ImplausibleKind.TWICE,
                ImplausibleKind.HOST_UNUSABLE,
                ImplausibleKind.LEADER_UNKNOWN,
                ImplausibleKind.LEADER_AMISS,
                ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS);
        if (version >= FIRST_WITH_CONTROLLER) {
            kinds.add(ImplausibleKind.CONTROLLER_UNKNOWN);
        }
        return kinds;
    }
}
