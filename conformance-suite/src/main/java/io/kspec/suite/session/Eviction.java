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
        describe(groups).forEach(group -> group.getStructs("Members")
                .forEach(member -> leave(group.getString("GroupId"), member.getString("MemberId"))));
    }

    /** Removes the members of a group whose client ids begin with a prefix. */
    void ofClients(String group, String prefix) {
        remaining(group, prefix).forEach(member -> leave(group, member));
    }

    /** The ids of the members of a group whose client ids begin with a prefix. */
    List<String> remaining(String group, String prefix) {
        return describe(List.of(group)).stream()
                .flatMap(found -> found.getStructs("Members").stream())
                .filter(member -> member.getString("ClientId").startsWith(prefix))
                .map(member -> member.getString("MemberId"))
                .toList();
    }

    private List<Message> describe(List<String> groups) {
        OptionalInt describe = stage.bestCommonVersion("DescribeGroups");
        return describe.isEmpty() || stage.bestCommonVersion("LeaveGroup").isEmpty()
                ? List.of()
                : role.ask(GroupRequests.describe(groups), describe.getAsInt()).getStructs("Groups");
    }

    private void leave(String group, String member) {
        Message unused = role.ask(
                MembershipRequests.leave(group, Leaver.member(member)),
                stage.bestCommonVersion("LeaveGroup").orElseThrow());
    }
}
