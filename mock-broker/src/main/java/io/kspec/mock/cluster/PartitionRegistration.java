package io.kspec.mock.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;

/**
 * The replicas of a partition and who leads it, as Kafka's controller registers them. A value: every change returns another
 * one, with the epochs that Kafka would give it.
 *
 * @param replicas the node ids of the replicas; the first is the preferred leader
 * @param isr the replicas that are in sync
 * @param elr the eligible leader replicas: those that left the ISR when it had become smaller than {@code min.insync.replicas},
 *     and may lead nevertheless (KIP-966)
 * @param adding the replicas that a reassignment adds and that are not all in sync yet
 * @param removing the replicas that a reassignment removes once the others are in sync
 * @param leader the node id of the leader, or {@value #NO_LEADER}
 * @param leaderEpoch how often the leader has changed
 * @param partitionEpoch how often anything has changed
 * @param lastKnownLeader who led last, if the partition has no leader because no replica is in sync; otherwise {@value #NO_LEADER}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record PartitionRegistration(
        List<Integer> replicas,
        List<Integer> isr,
        List<Integer> elr,
        List<Integer> adding,
        List<Integer> removing,
        int leader,
        int leaderEpoch,
        int partitionEpoch,
        int lastKnownLeader) {
    public static final int NO_LEADER = -1;

    public PartitionRegistration {
        replicas = List.copyOf(replicas);
        isr = List.copyOf(isr);
        elr = List.copyOf(elr);
        adding = List.copyOf(adding);
        removing = List.copyOf(removing);
    }

    /** A partition that has a leader, or has not got its last known one from {@link #withElrAfter} yet. */
    private PartitionRegistration(
            List<Integer> replicas,
            List<Integer> isr,
            List<Integer> elr,
            List<Integer> adding,
            List<Integer> removing,
            int leader,
            int leaderEpoch,
            int partitionEpoch) {
        this(replicas, isr, elr, adding, removing, leader, leaderEpoch, partitionEpoch, NO_LEADER);
    }

    /** A partition that is not being reassigned and has no eligible leaders out of sync. */
    public PartitionRegistration(
            List<Integer> replicas, List<Integer> isr, int leader, int leaderEpoch, int partitionEpoch) {
        this(replicas, isr, List.of(), List.of(), List.of(), leader, leaderEpoch, partitionEpoch);
    }

    /** A new partition. Replicas that do not run are out of sync; the first one that runs leads. */
    static PartitionRegistration created(List<Integer> replicas, IntPredicate live) {
        List<Integer> isr = replicas.stream().filter(live::test).toList();
        return new PartitionRegistration(replicas, isr, isr.isEmpty() ? NO_LEADER : isr.get(0), 0, 0);
    }

    /** Whether a broker has a replica. */
    public boolean isReplica(int broker) {
        return replicas.contains(broker);
    }

    /** The preferred leader: the first replica, or {@value #NO_LEADER} if there was no broker for any. */
    public int preferredLeader() {
        return replicas.isEmpty() ? NO_LEADER : replicas.get(0);
    }

    /** Whether a reassignment is in progress. */
    public boolean isBeingReassigned() {
        return !adding.isEmpty() || !removing.isEmpty();
    }

    /** What becomes of the partition when a broker stops: it leaves the ISR, and another replica leads if the broker led. */
    PartitionRegistration afterStop(int broker, IntPredicate live) {
        PartitionRegistration shrunk = withIsr(without(isr, List.of(broker)));
        return leader == broker ? shrunk.withLeader(shrunk.electable(live)) : shrunk;
    }

    /** The same partition with the eligible leaders, and the last known one, that follow from how it has changed. */
    PartitionRegistration withElrAfter(PartitionRegistration before, int minInsyncReplicas) {
        boolean enough = isr.size() >= Math.min(minInsyncReplicas, replicas.size());
        List<Integer> eligible = enough
                ? List.of()
                : replicas.stream()
                        .filter(replica -> !isr.contains(replica))
                        .filter(replica -> before.elr.contains(replica) || before.isr.contains(replica))
                        .toList();
        int lastLeader = isr.isEmpty() && before.leader != NO_LEADER ? before.leader : before.lastKnownLeader;
        return new PartitionRegistration(
                replicas,
                isr,
                eligible,
                adding,
                removing,
                leader,
                leaderEpoch,
                partitionEpoch,
                leader == NO_LEADER ? lastLeader : NO_LEADER);
    }

    /** What becomes of the partition when a broker starts: a replica is in sync again, and leads if there was no leader. */
    PartitionRegistration afterStart(int broker, IntPredicate live) {
        if (!replicas.contains(broker)) {
            return this;
        }
        PartitionRegistration led = leader == NO_LEADER ? this.ledByElectable(live) : this;
        return led.leader == NO_LEADER ? this : led.withLiveReplicas(live).settled(live);
    }

    private PartitionRegistration ledByElectable(IntPredicate live) {
        int elected = electable(live);
        return elected == NO_LEADER ? this : withSyncedLeader(elected, live);
    }

    /** The leader that Kafka would elect: the first replica in sync or eligible that runs, or {@value #NO_LEADER}. */
    private int electable(IntPredicate live) {
        return replicas.stream()
                .filter(replica -> isr.contains(replica) || elr.contains(replica))
                .filter(live::test)
                .findFirst()
                .orElse(NO_LEADER);
    }

    private PartitionRegistration withLiveReplicas(IntPredicate live) {
        return withIsr(replicas.stream()
                .filter(replica -> isr.contains(replica) || live.test(replica))
                .toList());
    }

    /** The same replicas with another leader and the next leader epoch, even if the leader stays. */
    PartitionRegistration withLeader(int newLeader) {
        return new PartitionRegistration(
                replicas, isr, elr, adding, removing, newLeader, leaderEpoch + 1, partitionEpoch + 1);
    }

    /** The same replicas and leader with another ISR, which does not change the leader epoch. */
    PartitionRegistration withIsr(List<Integer> newIsr) {
        return newIsr.equals(isr)
                ? this
                : new PartitionRegistration(
                        replicas, newIsr, elr, adding, removing, leader, leaderEpoch, partitionEpoch + 1);
    }

    /** The same leader and ISR, as far as they are among other replicas. */
    PartitionRegistration onReplicas(List<Integer> newReplicas) {
        return new PartitionRegistration(
                newReplicas,
                only(isr, newReplicas),
                newReplicas.contains(leader) ? leader : NO_LEADER,
                leaderEpoch,
                partitionEpoch);
    }

    /**
     * Another leader that is in sync from now on, as are the replicas that a reassignment adds. Replicas that do not run stay out
     * of sync.
     */
    PartitionRegistration withSyncedLeader(int newLeader, IntPredicate live) {
        List<Integer> inSync = replicas.stream()
                .filter(replica -> replica == newLeader
                        || ((isr.contains(replica) || adding.contains(replica)) && live.test(replica)))
                .toList();
        return new PartitionRegistration(
                        replicas, inSync, elr, adding, removing, newLeader, leaderEpoch + 1, partitionEpoch + 1)
                .settled(live);
    }

    /**
     * The partition on its way to other replicas: all that it has now stay until the new ones are in sync, also those that an
     * unfinished reassignment was adding (PartitionReassignmentReplicas of Kafka 4.3.1). If there is a leader, those that run
     * are in sync immediately; when all new ones are, the reassignment is complete.
     */
    PartitionRegistration reassigned(List<Integer> target, IntPredicate live) {
        List<Integer> leaving = without(replicas, target).stream().sorted().toList();
        List<Integer> all = new ArrayList<>(target);
        all.addAll(leaving);
        PartitionRegistration started = new PartitionRegistration(
                all, isr, elr, without(target, replicas), leaving, leader, leaderEpoch, partitionEpoch + 1);
        return leader == NO_LEADER ? started : started.withLiveReplicas(live).settled(live);
    }

    /** What becomes of an unfinished reassignment when some brokers have caught up. */
    PartitionRegistration caughtUp(IntPredicate live) {
        return isBeingReassigned() && leader != NO_LEADER
                ? withLiveReplicas(live).settled(live)
                : this;
    }

    /** Whether any of the replicas before a reassignment is in sync, so that the partition can go back to them. */
    boolean isRevertible() {
        return !without(isr, adding).isEmpty();
    }

    /** The partition back on the replicas that it had before a reassignment. */
    PartitionRegistration reverted(IntPredicate live) {
        return moved(without(replicas, adding), live);
    }

    /** Completes a reassignment if all replicas that it adds are in sync. */
    private PartitionRegistration settled(IntPredicate live) {
        List<Integer> target = without(replicas, removing);
        boolean complete = isBeingReassigned()
                && isr.containsAll(adding)
                && target.stream().anyMatch(isr::contains);
        return complete ? moved(target, live) : this;
    }

    private PartitionRegistration moved(List<Integer> target, IntPredicate live) {
        PartitionRegistration moved =
                new PartitionRegistration(target, only(isr, target), leader, leaderEpoch, partitionEpoch + 1);
        return target.contains(leader) ? moved : moved.withLeader(moved.electable(live));
    }

    private static List<Integer> only(List<Integer> brokers, List<Integer> these) {
        return brokers.stream().filter(these::contains).toList();
    }

    private static List<Integer> without(List<Integer> brokers, List<Integer> these) {
        return brokers.stream().filter(broker -> !these.contains(broker)).toList();
    }
}
