package io.kspec.suite.session;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.MembershipRequests;
import java.util.List;
import java.util.OptionalInt;

/**
 * Removes members that outlived their case, such as one whose JoinGroup was in flight when the case failed: the case never
 * learned its id, and it would hold the group until its session ends.
 */
final class Eviction {
    private final Stage stage;
    private final Role role;

    /**
     * An eviction.
     *
     * @param role asks and removes
     */
    Eviction(Stage stage, Role role) {
        this.stage = stage;
        this.role = role;
    }

    /**
     * Removes all members of some groups, if the target speaks the APIs that this takes.
     *
     * @throws StageFailure if an answer cannot be read
     */
    void ofAll(List<String> groups) {
        OptionalInt describe = stage.bestCommonVersion("DescribeGroups");
        OptionalInt leave = stage.bestCommonVersion("LeaveGroup");
        if (describe.isEmpty() || leave.isEmpty()) {
            return;
        }
        Message described = role.ask(GroupRequests.describe(groups), describe.getAsInt());
        for (Message group : described.getStructs("Groups")) {
            for (Message member : group.getStructs("Members")) {
                Leaver leaver = Leaver.member(member.getString("MemberId"));
                Message unused =
                        role.ask(MembershipRequests.leave(group.getString("GroupId"), leaver), leave.getAsInt());
            }
        }
    }
}
