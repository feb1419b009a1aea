package io.kspec.mock.group.consumer;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group as ConsumerGroupDescribe shows it.
 *
 * @param state {@code Empty}, {@code Assigning}, {@code Reconciling} or {@code Stable}
 * @param assignor the assignor that most members prefer
 */
public record ConsumerGroupDescription(
        String groupId, String state, int epoch, int assignmentEpoch, String assignor, List<DescribedMember> members) {
    public ConsumerGroupDescription {
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param topics the names of the topics that it subscribes to
     * @param regex the regular expression that it subscribes to; empty for none
     * @param assignment the partitions that it has or has not given up yet, by topic id
     * @param target the partitions that it is to have, by topic id
     * @param usesClassicProtocol whether it uses the classic protocol
     */
    public record DescribedMember(
            String memberId,
            @Nullable String instanceId,
            @Nullable String rackId,
            int epoch,
            String clientId,
            String clientHost,
            List<String> topics,
            String regex,
            SortedMap<UUID, Set<Integer>> assignment,
            SortedMap<UUID, Set<Integer>> target,
            boolean usesClassicProtocol) {}

    static ConsumerGroupDescription of(ConsumerGroup group, String defaultAssignor) {
        return new ConsumerGroupDescription(
                group.id(),
                group.state(),
                group.epoch(),
                group.assignmentEpoch(),
                group.assignor(defaultAssignor),
                group.members().values().stream()
                        .map(member -> of(member, group.target(member.id())))
                        .toList());
    }

    private static DescribedMember of(ConsumerMember member, TargetAssignment target) {
        MemberProfile profile = member.profile();
        SortedMap<UUID, Set<Integer>> assigned = new TreeMap<>();
        for (CurrentAssignment part :
                List.of(member.progress().assigned(), member.progress().revoking())) {
            part.epochs().forEach((topic, partitions) -> assigned.computeIfAbsent(topic, absent -> new TreeSet<>())
                    .addAll(partitions.keySet()));
        }
        return new DescribedMember(
                member.id(),
                profile.instanceId(),
                profile.rackId(),
                member.epoch(),
                profile.clientId(),
                profile.clientHost(),
                List.copyOf(profile.topics()),
                profile.regex(),
                assigned,
                new TreeMap<>(target.partitions()),
                member.usesClassicProtocol());
    }
}
