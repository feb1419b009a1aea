package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.function.Consumer;

/** Members that leave. From version 3 on, several may leave at once, static ones by their instance. */
final class LeaveGroupScript implements CaptureScript {
    @Override
    public String apiName() {
        return "LeaveGroup";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("a member that the group does not know", leaving(recorder, PreparedMember.nobody(member.group())));
        recorder.ask("a group that does not exist", leaving(recorder, PreparedMember.nobody(recorder.name("missing"))));
        recorder.ask("an empty group id", leaving(recorder, PreparedMember.nobody("")));
        if (recorder.from(3)) {
            several(recorder, member);
        } else {
            recorder.ask("member-1", "a member", leaving(recorder, member));
            recorder.ask("member-1", "a member that has left", leaving(recorder, member));
        }
    }

    private static void several(Recorder recorder, PreparedMember member) {
        recorder.ask("nobody", body -> body.set("GroupId", member.group()).set("Members", List.of()));
        recorder.ask("a static member that the group does not know", body -> body.set("GroupId", member.group())
                .add("Members", entry -> entry.set("GroupInstanceId", "nobody")));
        recorder.ask(
                "a member, and one that the group does not know",
                leaving(recorder, PreparedMember.nobody(member.group()))
                        .andThen(body -> body.add("Members", entry -> entry.set("MemberId", member.memberId()))));
        recorder.ask("member-1", "a member that has left", leaving(recorder, member));
        String group = recorder.name("static");
        recorder.prepare(
                "member-2",
                "a static member joins",
                "JoinGroup",
                recorder.ground().near("JoinGroup", 5),
                PreparedMember.joining(group, "").andThen(body -> body.set("GroupInstanceId", "instance-1")));
        recorder.ask("a static member, by its instance", body -> body.set("GroupId", group)
                .add("Members", entry -> entry.set("GroupInstanceId", "instance-1")));
    }

    private static Consumer<MessageBuilder> leaving(Recorder recorder, PreparedMember member) {
        return recorder.from(3)
                ? body -> body.set("GroupId", member.group())
                        .add("Members", entry -> entry.set("MemberId", member.memberId()))
                : body -> body.set("GroupId", member.group()).set("MemberId", member.memberId());
    }
}
