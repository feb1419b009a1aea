package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A classic group on its way from or to another type of group.
 *
 * @param generationId the generation id, which becomes the group epoch, and the other way round
 * @param protocolType null if there has never been a member
 * @param protocolName the protocol that all members use; null before the first generation
 * @param members in the order in which they joined
 */
public record ClassicGroupImage(
        String groupId,
        int generationId,
        @Nullable String protocolType,
        @Nullable String protocolName,
        List<ImageMember> members) {
    public ClassicGroupImage {
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param instanceId the {@code group.instance.id} of a static member; null for a dynamic one
     * @param assignment the leader's last assignment for it; empty if there was none
     */
    public record ImageMember(
            String id,
            @Nullable String instanceId,
            String clientId,
            String clientHost,
            MemberTerms terms,
            Bytes assignment) {
        /** The member's metadata for a protocol; empty if it does not support it. */
        public Bytes metadata(@Nullable String protocolName) {
            return terms.metadata(protocolName);
        }
    }

    static ClassicGroupImage of(String groupId, GroupState state) {
        return new ClassicGroupImage(
                groupId,
                state.generation().id(),
                state.generation().protocolType(),
                state.generation().protocolName(),
                state.roster().members().values().stream()
                        .map(member -> new ImageMember(
                                member.id(),
                                member.instanceId(),
                                member.clientId(),
                                member.clientHost(),
                                member.terms(),
                                member.assignment()))
                        .toList());
    }

    /** The group that the image shows, which is stable and has at least one member. */
    Stable toGroup(DecisionContext context) {
        Roster roster = Roster.NONE;
        for (ImageMember member : members) {
            roster = roster.plus(new Member(
                    member.id(),
                    member.instanceId(),
                    member.clientId(),
                    member.clientHost(),
                    member.terms(),
                    member.assignment(),
                    false,
                    context.after(member.terms().sessionTimeoutMs())));
        }
        Generation generation = new Generation(generationId, protocolType, roster.preferredProtocol());
        return new Stable(generation, roster, Set.of(), Long.MAX_VALUE);
    }
}
