package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as DescribeGroups shows it.
 *
 * @param state {@code Dead} (there is no such group), {@code Empty}, {@code PreparingRebalance}, {@code
 *     CompletingRebalance}, {@code Stable}
 * @param generationId the generation id, which is not part of the response
 * @param protocolType empty if the group has never had members
 * @param protocolName the protocol that the members use; empty unless the group is stable
 * @param members in the order in which they joined
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
     * A member of the group.
     *
     * @param metadata empty unless the group is stable
     * @param assignment the last assignment; empty if there was none
     */
    public record DescribedMember(
            String memberId,
            @Nullable String instanceId,
            String clientId,
            String clientHost,
            Bytes metadata,
            Bytes assignment) {}

    /** Whether the group exists. */
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
