package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Brokers, leaders and partitions of Metadata. */
final class MetadataCheck implements ResponseCheck {
    private static final int NONE = -1;

    @Override
    public void check(PlausibilityContext testimony) {
        if (!testimony.is("Metadata")) {
            return;
        }
        Message body = testimony.body();
        Set<Integer> brokers = new TreeSet<>();
        PlausibilityContext.each(body, "", "Brokers", (broker, path) -> {
            if (!brokers.add(broker.getInt("NodeId"))) {
                testimony.report(
                        ImplausibleKind.TWICE, path + ".NodeId", "broker " + broker.getInt("NodeId") + " stands twice");
            }
            Hosts.check(testimony, broker, path);
        });
        if (body.has("ControllerId")) {
            int controller = body.getInt("ControllerId");
            if (controller != NONE && !brokers.contains(controller)) {
                testimony.report(
                        ImplausibleKind.LEADER_UNKNOWN, "ControllerId", "the controller " + notIn(controller, brokers));
            }
        }
        PlausibilityContext.each(body, "", "Topics", (topic, path) -> topic(testimony, topic, path, brokers));
    }

    private static void topic(PlausibilityContext testimony, Message topic, String path, Set<Integer> brokers) {
        Set<Integer> partitions = new TreeSet<>();
        PlausibilityContext.each(topic, path, "Partitions", (partition, at) -> {
            int index = partition.getInt("PartitionIndex");
            if (!partitions.add(index)) {
                testimony.report(ImplausibleKind.TWICE, at + ".PartitionIndex", "partition " + index + " stands twice");
            }
            partition(testimony, partition, at, brokers);
        });
        int expected = 0;
        for (int partition : partitions) {
            if (partition != expected) {
                testimony.report(
                        ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS,
                        path + ".Partitions",
                        "the partitions are " + partitions + ": " + expected + " is missing");
                return;
            }
            expected++;
        }
    }

    private static void partition(PlausibilityContext testimony, Message partition, String path, Set<Integer> brokers) {
        int leader = partition.getInt("LeaderId");
        List<Integer> replicas = partition.getInts("ReplicaNodes");
        if (leader != NONE && !brokers.contains(leader)) {
            testimony.report(
                    ImplausibleKind.LEADER_UNKNOWN, path + ".LeaderId", "the leader " + notIn(leader, brokers));
        } else if (leader == NONE && !replicas.isEmpty() && partition.getShort("ErrorCode") == 0) {
            testimony.report(
                    ImplausibleKind.LEADER_AMISS,
                    path + ".LeaderId",
                    "replicas " + replicas + " but no leader, and no error");
        } else if (leader != NONE && !replicas.contains(leader)) {
            testimony.report(
                    ImplausibleKind.LEADER_AMISS,
                    path + ".LeaderId",
                    "the leader " + leader + " is none of the replicas " + replicas);
        }
        List<Integer> strangers = new ArrayList<>(partition.getInts("IsrNodes"));
        strangers.removeAll(new HashSet<>(replicas));
        if (!strangers.isEmpty()) {
            testimony.report(
                    ImplausibleKind.LEADER_AMISS,
                    path + ".IsrNodes",
                    "in sync: " + strangers + ", which is none of the replicas " + replicas);
        }
    }

    private static String notIn(int broker, Set<Integer> brokers) {
        return broker + " is none of the brokers " + brokers;
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("Metadata")
                ? Set.of(
                        ImplausibleKind.TWICE,
                        ImplausibleKind.HOST_UNUSABLE,
                        ImplausibleKind.LEADER_UNKNOWN,
                        ImplausibleKind.LEADER_AMISS,
                        ImplausibleKind.PARTITIONS_NOT_CONTIGUOUS)
                : Set.of();
    }
}
