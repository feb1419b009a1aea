package io.kspec.mock.group.share;

import java.util.List;

/**
 * A share group as ShareGroupDescribe shows it.
 *
 * @param state {@code Empty} or {@code Stable}
 * @param members by id
 */
public record ShareGroupDescription(
        String groupId, String state, int epoch, int assignmentEpoch, List<ShareMember> members) {
    /** The only assignor. */
    public static final String ASSIGNOR = "simple";

    public ShareGroupDescription {
        members = List.copyOf(members);
    }

    static ShareGroupDescription of(ShareGroup group) {
        return new ShareGroupDescription(
                group.groupId(), group.state(), group.epoch(), group.assignmentEpoch(), group.members());
    }
}
