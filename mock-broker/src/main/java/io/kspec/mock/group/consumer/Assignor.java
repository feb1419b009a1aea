package io.kspec.mock.group.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides which member is to have which partitions. */
interface Assignor {
    /** The assignor with a name that {@code group.consumer.assignors} has. */
    static Assignor named(String name) {
        return name.equals("range") ? new RangeAssignor() : new UniformAssignor();
    }

    /** The assignment of each member; one that is missing gets nothing. */
    Map<String, TargetAssignment> assign(Plan plan);

    /**
     * What is to be assigned to whom.
     *
     * @param members by member id; in the order of a hash map, on which Kafka's assignors depend
     * @param partitions the number of partitions of each topic that exists and that a member subscribes to
     * @param isHomogeneous whether all members are taken to subscribe to the same topics, those of the first one
     * @param former the target assignments so far
     */
    record Plan(
            Map<String, Subscriber> members,
            Map<UUID, Integer> partitions,
            boolean isHomogeneous,
            Map<String, TargetAssignment> former) {
        TargetAssignment formerOf(String memberId) {
            return former.getOrDefault(memberId, TargetAssignment.NONE);
        }

        /** This plan as if all members subscribed to the topics of one of them. */
        Plan asIfAllWere(Subscriber one) {
            Map<String, Subscriber> alike = new HashMap<>();
            members.forEach((memberId, member) -> alike.put(memberId, new Subscriber(member.sortKey(), one.topics())));
            Map<UUID, Integer> ofOne = new HashMap<>(partitions);
            ofOne.keySet().retainAll(one.topics());
            return new Plan(alike, ofOne, true, former);
        }

        int partitionsOf(UUID topic) {
            return partitions.getOrDefault(topic, 0);
        }
    }

    /**
     * A member as assignors see it.
     *
     * @param sortKey what {@code range} orders members by: static members first, by instance id, then others by member id
     * @param topics the topics that exist and that it subscribes to
     */
    record Subscriber(String sortKey, Set<UUID> topics) {}
}
