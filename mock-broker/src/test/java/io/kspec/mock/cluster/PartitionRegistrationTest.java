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
        PartitionRegistration after = partition.withIsr(List.of(2)).afterStop(2, Set.of(1, 3)::contains);

        assertThat(after.leader()).isEqualTo(PartitionRegistration.NO_LEADER);
        assertThat(after.isr()).as("the last replica in sync is remembered").containsExactly(2);
        assertThat(after.leaderEpoch()).isEqualTo(1);
    }

    @Test
    void aPartitionWithoutLeaderIsLedAgainWhenItsReplicaInSyncStarts() {
        PartitionRegistration leaderless = partition.withIsr(List.of(2)).afterStop(2, Set.of(1, 3)::contains);

        assertThat(leaderless.afterStart(2, ALL::contains))
                .satisfies(after -> assertThat(after.leader()).isEqualTo(2))
                .satisfies(after -> assertThat(after.leaderEpoch()).isEqualTo(2))
                .satisfies(after -> assertThat(after.isr()).containsExactly(2, 3, 1));
    }

    @Test
    void aPartitionWithoutLeaderStaysSoWhenAReplicaOutOfSyncStarts() {
        PartitionRegistration leaderless = partition.withIsr(List.of(2)).afterStop(2, Set.of(1)::contains);

        assertThat(leaderless.afterStart(3, Set.of(1, 3)::contains)).isEqualTo(leaderless);
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
        PartitionRegistration after = partition.withReplicas(List.of(1, 2), ALL::contains);

        assertThat(after).isEqualTo(new PartitionRegistration(List.of(1, 2), List.of(1, 2), 2, 0, 1));
    }

    @Test
    void aPartitionThatLeavesItsLeaderIsLedByTheFirstNewReplica() {
        PartitionRegistration after = partition.withReplicas(List.of(3, 1), ALL::contains);

        assertThat(after).isEqualTo(new PartitionRegistration(List.of(3, 1), List.of(3, 1), 3, 1, 1));
    }
}
