package io.kspec.suite.session;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Has members leave who are still there although their case has ended, as one does whose JoinGroup was in flight when the
 * case failed: it has no id that the case could know, and would hold the group for as long as its session lasts.
 */
final class Eviction {
    private final Role role;
    private final ToIntFunction<String> versions;

    /**
     * An eviction.
     *
     * @param versions the version at which an API is asked, or less than 0 if it cannot be
     */
    Eviction(Role role, ToIntFunction<String> versions) {
        this.role = role;
        this.versions = versions;
    }

    /**
     * Has all members of some groups leave, if the target can be asked who they are.
     *
     * @throws StageFailure if it cannot be understood
     */
    void ofAll(List<String> groups) {
        int describe = versions.applyAsInt("DescribeGroups");
        int leave = versions.applyAsInt("LeaveGroup");
        if (describe < 0 || leave < 0) {
            return;
        }
        Message described = role.ask("DescribeGroups", describe, body -> body.set("Groups", groups));
        for (Message group : described.getStructs("Groups")) {
            for (Message member : group.getStructs("Members")) {
                leave(group.getString("GroupId"), member.getString("MemberId"), leave);
            }
        }
    }

    private void leave(String group, String member, int version) {
        Message unused = role.ask("LeaveGroup", version, body -> {
            body.set("GroupId", group);
            if (body.has("Members")) {
                body.add("Members", entry -> entry.set("MemberId", member));
            } else {
                body.set("MemberId", member);
            }
        });
    }
}
