package io.kspec.mock.group.streams;

import io.kspec.mock.group.streams.ConfiguredTopology.ConfiguredSubtopology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A streams group as StreamsGroupDescribe shows it.
 *
 * @param state {@code Empty}, {@code NotReady}, {@code Assigning}, {@code Reconciling} or {@code Stable}
 * @param topology with the numbers of partitions of internal topics, if the application can run
 * @param members by id
 */
public record StreamsGroupDescription(
        String groupId,
        String state,
        int epoch,
        int assignmentEpoch,
        @Nullable StreamsTopology topology,
        List<DescribedMember> members) {
    public StreamsGroupDescription {
        members = List.copyOf(members);
    }

    /**
     * A member of the group.
     *
     * @param assigned the tasks that it may run
     * @param target the tasks that it is to have
     */
    public record DescribedMember(String id, int epoch, StreamsProfile profile, Tasks assigned, Tasks target) {}

    static StreamsGroupDescription of(StreamsGroup group) {
        ConfiguredTopology configured = group.hint().configured();
        StreamsTopology topology = group.topology();
        if (topology != null && configured != null && configured.isReady()) {
            topology = new StreamsTopology(
                    topology.epoch(),
                    configured.running().values().stream()
                            .map(ConfiguredSubtopology::subtopology)
                            .toList());
        }
        return new StreamsGroupDescription(
                group.id(),
                group.state(),
                group.epoch(),
                group.assignmentEpoch(),
                topology,
                group.members().values().stream()
                        .map(member -> new DescribedMember(
                                member.id(),
                                member.epoch(),
                                member.profile(),
                                member.progress().assigned(),
                                group.target(member.id())))
                        .toList());
    }
}
