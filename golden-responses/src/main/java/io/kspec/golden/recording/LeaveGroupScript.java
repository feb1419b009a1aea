package io.kspec.golden.recording;

import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.MembershipRequests;

/** Members that leave. From version 3 on, several may leave at once, static ones by their instance. */
final class LeaveGroupScript implements CaptureScript {
    @Override
    public String apiName() {
        return "LeaveGroup";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask(
                "a member that the group does not know",
                PreparedMember.nobody(member.group()).leaving());
        recorder.ask(
                "a group that does not exist",
                PreparedMember.nobody(recorder.name("missing")).leaving());
        recorder.ask("an empty group id", PreparedMember.nobody("").leaving());
        if (recorder.from(3)) {
            several(recorder, member);
        } else {
            recorder.ask("member-1", "a member", member.leaving());
            recorder.ask("member-1", "a member that has left", member.leaving());
        }
    }

    private static void several(Recorder recorder, PreparedMember member) {
        recorder.ask("nobody", MembershipRequests.leave(member.group()));
        recorder.ask(
                "a static member that the group does not know",
                MembershipRequests.leave(member.group(), Leaver.instance("nobody")));
        recorder.ask(
                "a member, and one that the group does not know",
                MembershipRequests.leave(member.group(), Leaver.member("nobody"), Leaver.member(member.memberId())));
        recorder.ask("member-1", "a member that has left", member.leaving());
        String group = recorder.name("static");
        recorder.prepare(
                "member-2",
                "a static member joins",
                PreparedMember.joining(group, "").with(body -> body.set("GroupInstanceId", "instance-1")),
                5);
        recorder.ask(
                "a static member, by its instance", MembershipRequests.leave(group, Leaver.instance("instance-1")));
    }
}
