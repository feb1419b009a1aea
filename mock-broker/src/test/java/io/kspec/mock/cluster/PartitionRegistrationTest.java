package io.kspec.mock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leaders, ISRs and epochs of a partition when brokers stop and start. */
class PartitionRegistrationTest {
    private static final Set<Integer> ALL = Set.of(1, 2, 3);

    private final PartitionRegistration partition = PartitionRegistration.created(List.of(2, 3, 1), ALL::contains);

    @Test
    void aNewPartitionIsLedByItsFirstReplica() {
        assertThat(partition).isEqualTo(new PartitionRegistration(List.of(2, 3, 1), List.of(2, 3, 1), 2, 0, 0));
    }

    @Test
    void aNewPartitionIsLedByTheFirstReplicaThatRuns() {
        assertThat(PartitionRegistration.created(List.of(2, 3, 1), Set.of(1, 3)::contains))
                .isEqualTo(new PartitionRegistration(List.of(2, 3, 1), List.of(3, 1), 3, 0, 0));
    }

    @Test
    void theNextReplicaInSyncTakesOverFromAStoppedLeader() {
        PartitionRegistration after = partition.afterStop(2, Set.of(1, 3)::contains);

        assertThat(after.leader()).isEqualTo(3);
        assertThat(after.isr()).containsExactly(3, 1);
        assertThat(after.leaderEpoch()).isEqualTo(1);
        assertThat(after.partitionEpoch()).isGreaterThan(0);
    }

    @Test
    void aFollowerThatStopsLeavesTheIsrAndTheLeaderEpochStays() {
        PartitionRegistration after = partition.afterStop(3, Set.of(1, 2)::contains);

        assertThat(after).isEqualTo(new PartitionRegistration(List.of(2, 3, 1), List.of(2, 1), 2, 0, 1));
    }

    @Test
    void aReplicaThatIsOutOfSyncDoesNotTakeOver() {
        PartitionRegistration after = leaderless();

        assertThat(after.leader()).isEqualTo(PartitionRegistration.NO_LEADER);
        assertThat(after.isr()).isEmpty();
        assertThat(after.elr()).as("the last replica in sync may lead again").containsExactly(2);
        assertThat(after.leaderEpoch()).isEqualTo(1);
    }

    @Test
    void replicasJoinTheIsrOfAReassignedPartitionOnlyOnceThereIsALeader() {
        Set<Integer> live = Set.of(1, 3, 4);
        PartitionRegistration waiting = leaderless().reassigned(List.of(3, 4), live::contains);
        assertThat(waiting.leader()).isEqualTo(PartitionRegistration.NO_LEADER);
        assertThat(waiting.isr()).isEmpty();
        assertThat(waiting.isBeingReassigned()).isTrue();

        PartitionRegistration led = waiting.withSyncedLeader(3, live::contains);

        assertThat(led.replicas()).containsExactly(3, 4);
        assertThat(led.isr()).containsExactly(3, 4);
        assertThat(led.isBeingReassigned()).isFalse();
    }

    private PartitionRegistration leaderless() {
        PartitionRegistration before = partition.withIsr(List.of(2));
        return before.afterStop(2, Set.of(1, 3)::contains).withElrAfter(before, 1);
    }

    @Test
    void replicasThatLeaveAnIsrBelowItsMinimumMayStillLead() {
        PartitionRegistration one =
                partition.afterStop(3, Set.of(1, 2)::contains).withElrAfter(partition, 2);
        PartitionRegistration two = one.afterStop(1, Set.of(2)::contains).withElrAfter(one, 2);
        PartitionRegistration three =
                two.afterStop(2, Set.<Integer>of()::contains).withElrAfter(two, 2);

        assertThat(one.elr()).isEmpty();
        assertThat(two.elr()).containsExactly(1);
        assertThat(three.elr()).containsExactly(2, 1);
        assertThat(three.afterStart(1, Set.of(1)::contains))
                .satisfies(led -> assertThat(led.leader()).isEqualTo(1))
                .satisfies(led -> assertThat(led.isr()).containsExactly(1));
    }

    @Test
    void aPartitionWithoutLeaderIsLedAgainWhenItsReplicaInSyncStarts() {
        assertThat(leaderless().afterStart(2, ALL::contains))
                .satisfies(after -> assertThat(after.leader()).isEqualTo(2))
                .satisfies(after -> assertThat(after.leaderEpoch()).isEqualTo(2))
                .satisfies(after -> assertThat(after.isr()).containsExactly(2, 3, 1));
    }

    @Test
    void aPartitionWithoutLeaderStaysSoWhenAReplicaOutOfSyncStarts() {
        assertThat(leaderless().afterStart(3, Set.of(1, 3)::contains)).isEqualTo(leaderless());
    }

    @Test
    void aBrokerThatStartsAgainIsInSyncAndDoesNotLead() {
        PartitionRegistration after =
                partition.afterStop(2, Set.of(1, 3)::contains).afterStart(2, ALL::contains);

        assertThat(after.leader()).isEqualTo(3);
        assertThat(after.leaderEpoch()).isEqualTo(1);
        assertThat(after.isr()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aLeaderThatStaysAReplicaKeepsItsEpoch() {
        PartitionRegistration after = partition.reassigned(List.of(1, 2), ALL::contains);

        assertThat(after.replicas()).containsExactly(1, 2);
        assertThat(after.isr()).containsExactlyInAnyOrder(1, 2);
        assertThat(after.leader()).isEqualTo(2);
        assertThat(after.leaderEpoch()).isZero();
    }

    @Test
    void aPartitionThatLeavesItsLeaderIsLedByTheFirstNewReplica() {
        PartitionRegistration after = partition.reassigned(List.of(3, 1), ALL::contains);

        assertThat(after.replicas()).containsExactly(3, 1);
        assertThat(after.isr()).containsExactly(3, 1);
        assertThat(after.leader()).isEqualTo(3);
        assertThat(after.leaderEpoch()).isEqualTo(1);
        assertThat(after.isBeingReassigned()).isFalse();
    }

    @Test
    void aReassignmentToAStoppedBrokerWaitsForIt() {
        PartitionRegistration waiting = partition.reassigned(List.of(4, 1), ALL::contains);

        assertThat(waiting.replicas()).containsExactly(4, 1, 2, 3);
        assertThat(waiting.adding()).containsExactly(4);
        assertThat(waiting.removing()).containsExactly(2, 3);
        assertThat(waiting.leader()).isEqualTo(2);
        PartitionRegistration complete = waiting.afterStart(4, Set.of(1, 2, 3, 4)::contains);
        assertThat(complete.replicas()).containsExactly(4, 1);
        assertThat(complete.isr()).containsExactly(4, 1);
        assertThat(complete.leader()).isEqualTo(4);
        assertThat(complete.isBeingReassigned()).isFalse();
    }

    @Test
    void aCanceledReassignmentLeavesNothingBehind() {
        PartitionRegistration reverted =
                partition.reassigned(List.of(4, 1), ALL::contains).reverted(ALL::contains);

        assertThat(reverted.replicas()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(reverted.isr()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(reverted.leader()).isEqualTo(2);
        assertThat(reverted.isBeingReassigned()).isFalse();
    }
}
