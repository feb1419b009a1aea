package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.function.Consumer;

/** The members of groups in several states. */
final class DescribeGroupsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeGroups";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", groups(recorder.name()));
        PreparedMember member = PreparedMember.join(recorder, "member-1", recorder.name());
        recorder.ask("a group whose leader has not assigned yet", groups(recorder.name()));
        recorder.prepare(
                "member-1",
                "it leads, and assigns",
                "SyncGroup",
                recorder.ground().near("SyncGroup", 2),
                member.syncing());
        recorder.ask("a stable group", groups(recorder.name()));
        recorder.ask("an empty group id, and a group beside it", groups("", recorder.name()));
        if (recorder.from(3)) {
            recorder.ask(
                    "with the operations that the client may do",
                    groups(recorder.name()).andThen(body -> body.set("IncludeAuthorizedOperations", true)));
        }
        recorder.prepare(
                "member-1", "it leaves", "LeaveGroup", recorder.ground().near("LeaveGroup", 1), body -> body.set(
                                "GroupId", member.group())
                        .set("MemberId", member.memberId()));
        recorder.ask("a group that nobody is left in", groups(recorder.name()));
    }

    private static Consumer<MessageBuilder> groups(String... names) {
        return body -> body.set("Groups", List.of(names));
    }
}
