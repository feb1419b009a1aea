package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SimpleAssignorTest {
    private static final UUID TOPIC = new UUID(1, 1);

    private static SortedSet<SharedPartition> partitions(int count) {
        SortedSet<SharedPartition> partitions = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            partitions.add(new SharedPartition(TOPIC, i));
        }
        return partitions;
    }

    private static Map<String, SortedSet<SharedPartition>> wishes(int members, int partitions) {
        Map<String, SortedSet<SharedPartition>> wishes = new HashMap<>();
        for (int i = 0; i < members; i++) {
            wishes.put("member-" + i, partitions(partitions));
        }
        return wishes;
    }

    @Test
    void everyPartitionHasAMemberAndEveryMemberAPartition() {
        for (int members = 1; members <= 7; members++) {
            for (int partitions = 1; partitions <= 7; partitions++) {
                Map<String, SortedSet<SharedPartition>> assigned =
                        SimpleAssignor.assign(wishes(members, partitions), Map.of());

                SortedSet<SharedPartition> all = new TreeSet<>();
                assigned.values().forEach(all::addAll);
                assertThat(all).isEqualTo(partitions(partitions));
                assertThat(assigned.values()).noneMatch(SortedSet::isEmpty);
                int least = assigned.values().stream()
                        .mapToInt(SortedSet::size)
                        .min()
                        .orElse(0);
                assertThat(assigned.values()).allMatch(own -> own.size() <= least + 1);
            }
        }
    }

    @Test
    void membersKeepWhatTheyHave() {
        Map<String, SortedSet<SharedPartition>> before = Map.of(
                "member-0",
                new TreeSet<>(List.of(new SharedPartition(TOPIC, 1))),
                "member-1",
                new TreeSet<>(List.of(new SharedPartition(TOPIC, 0))));

        assertThat(SimpleAssignor.assign(wishes(2, 2), before)).isEqualTo(before);
    }

    @Test
    void nobodyIsAssignedATopicToWhichItDoesNotSubscribe() {
        SharedPartition other = new SharedPartition(new UUID(2, 2), 0);
        Map<String, SortedSet<SharedPartition>> wishes = wishes(2, 1);
        wishes.put("member-1", new TreeSet<>(List.of(other)));

        assertThat(SimpleAssignor.assign(wishes, Map.of())).isEqualTo(wishes);
    }
}
