package io.kspec.mock.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The replicas of a partition and who leads it, as Kafka's controller registers them. A value: every change returns another
 * one, with the epochs that Kafka would give it.
 *
 * @param replicas the node ids of the replicas; the first is the preferred leader
 * @param isr the replicas that are in sync
 * @param leader the node id of the leader, or {@value #NO_LEADER}
 * @param leaderEpoch how often the leader has changed
 * @param partitionEpoch how often anything has changed
 */
public record PartitionRegistration(
        List<Integer> replicas, List<Integer> isr, int leader, int leaderEpoch, int partitionEpoch) {
    public static final int NO_LEADER = -1;

    public PartitionRegistration {
        replicas = List.copyOf(replicas);
        isr = List.copyOf(isr);
    }

    /** A new partition. Replicas that do not run are out of sync; the first one that runs leads. */
    static PartitionRegistration created(List<Integer> replicas, IntPredicate live) {
        List<Integer> isr = replicas.stream().filter(live::test).toList();
        return new PartitionRegistration(replicas, isr, isr.isEmpty() ? NO_LEADER : isr.get(0), 0, 0);
    }

    /** The leader that Kafka would elect: the first replica in sync that runs, or {@value #NO_LEADER}. */
    private int electable(IntPredicate live) {
        return replicas.stream()
                .filter(replica -> isr.contains(replica) && live.test(replica))
                .findFirst()
                .orElse(NO_LEADER);
    }

    /**
     * What becomes of the partition when a broker stops: it leaves the ISR, unless it is the last one there, and another
     * replica in sync takes over if the broker led.
     */
    PartitionRegistration afterStop(int broker, IntPredicate live) {
        List<Integer> rest = new ArrayList<>(isr);
        rest.remove(Integer.valueOf(broker));
        PartitionRegistration shrunk = rest.isEmpty() ? this : withIsr(rest);
        return leader == broker ? shrunk.withLeader(shrunk.electable(live)) : shrunk;
    }

    /** What becomes of the partition when a broker starts: a replica is in sync again, and leads if there was no leader. */
    PartitionRegistration afterStart(int broker, IntPredicate live) {
        if (!replicas.contains(broker)) {
            return this;
        }
        if (leader == NO_LEADER) {
            int elected = electable(live);
            return elected == NO_LEADER ? this : withLeader(elected).withLiveReplicas(live);
        }
        return withLiveReplicas(live);
    }

    private PartitionRegistration withLiveReplicas(IntPredicate live) {
        List<Integer> inSync = replicas.stream()
                .filter(replica -> isr.contains(replica) || live.test(replica))
                .toList();
        return withIsr(inSync);
    }

    /** The same replicas with another leader and the next leader epoch, even if the leader stays. */
    PartitionRegistration withLeader(int newLeader) {
        return new PartitionRegistration(replicas, isr, newLeader, leaderEpoch + 1, partitionEpoch + 1);
    }

    /** The same replicas and leader with another ISR, which does not change the leader epoch. */
    PartitionRegistration withIsr(List<Integer> newIsr) {
        return newIsr.equals(isr)
                ? this
                : new PartitionRegistration(replicas, newIsr, leader, leaderEpoch, partitionEpoch + 1);
    }

    /** The partition on other replicas, all of which that run are in sync. The leader stays if it still is a replica. */
    PartitionRegistration withReplicas(List<Integer> newReplicas, IntPredicate live) {
        if (newReplicas.equals(replicas)) {
            return this;
        }
        List<Integer> inSync = newReplicas.stream().filter(live::test).toList();
        boolean leaderStays = leader != NO_LEADER && inSync.contains(leader);
        int newLeader = leaderStays ? leader : inSync.stream().findFirst().orElse(NO_LEADER);
        return new PartitionRegistration(
                newReplicas, inSync, newLeader, leaderStays ? leaderEpoch : leaderEpoch + 1, partitionEpoch + 1);
    }

    /** The same leader and ISR, as far as they are among other replicas. */
    PartitionRegistration onReplicas(List<Integer> newReplicas) {
        return new PartitionRegistration(
                newReplicas,
                isr.stream().filter(newReplicas::contains).toList(),
                newReplicas.contains(leader) ? leader : NO_LEADER,
                leaderEpoch,
                partitionEpoch);
    }

    /** Another leader that is in sync from now on. Replicas that do not run stay out of sync. */
    PartitionRegistration withSyncedLeader(int newLeader, IntPredicate live) {
        List<Integer> inSync = replicas.stream()
                .filter(replica -> replica == newLeader || (isr.contains(replica) && live.test(replica)))
                .toList();
        return new PartitionRegistration(replicas, inSync, newLeader, leaderEpoch + 1, partitionEpoch + 1);
    }

    /** Whether a broker has a replica. */
    public boolean isReplica(int broker) {
        return replicas.contains(broker);
    }

    /** The preferred leader: the first replica. */
    public int preferredLeader() {
        return replicas.get(0);
    }
}
