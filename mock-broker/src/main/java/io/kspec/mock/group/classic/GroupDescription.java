package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeGroups tells of a group.
 *
 * @param state {@code Dead} (there is no such group), {@code Empty}, {@code PreparingRebalance}, {@code CompletingRebalance},
 *     {@code Stable}
 * @param generationId how often the group has begun anew; not in the answer on the wire
 * @param protocolType empty if the group never had members
 * @param protocolName what the members follow; empty unless the group is stable
 * @param members in the order they came
 */
public record GroupDescription(
        String groupId,
        String state,
        int generationId,
        String protocolType,
        String protocolName,
        List<DescribedMember> members) {
    public GroupDescription {
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param metadata empty unless the group is stable
     * @param assignment the last one; empty if there was none
     */
    public record DescribedMember(
            String memberId,
            @Nullable String instanceId,
            String clientId,
            String clientHost,
            Bytes metadata,
            Bytes assignment) {}

    /** Whether there is such a group. */
    public boolean exists() {
        return !state.equals(new Dead().name());
    }

    static GroupDescription of(String groupId, GroupState state) {
        String type = state.generation().protocolType();
        String protocol = state instanceof Stable ? state.generation().protocolName() : null;
        List<DescribedMember> members = state.roster().members().values().stream()
                .map(member -> new DescribedMember(
                        member.id(),
                        member.instanceId(),
                        member.clientId(),
                        member.clientHost(),
                        member.terms().metadata(protocol),
                        member.assignment()))
                .toList();
        return new GroupDescription(
                groupId,
                state.name(),
                state.generation().id(),
                type == null ? "" : type,
                protocol == null ? "" : protocol,
                members);
    }
}
