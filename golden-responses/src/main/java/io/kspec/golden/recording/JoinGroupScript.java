package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;
import java.util.List;

/** The first member, those who are turned away, a second member and the rebalance that it causes, and a static member. */
final class JoinGroupScript implements CaptureScript {
    @Override
    public String apiName() {
        return "JoinGroup";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedMember first = firstMember(recorder);
        turnedAway(recorder, first);
        secondMember(recorder, first);
        if (recorder.from(5)) {
            staticMember(recorder);
        }
    }

    private static PreparedMember firstMember(Recorder recorder) {
        String group = recorder.name();
        Message answer = recorder.ask("member-1", "a first member", PreparedMember.joining(group, ""));
        String id = answer.getString("MemberId");
        if (recorder.from(4)) {
            answer =
                    recorder.ask("member-1", "again, with the id that it was given", PreparedMember.joining(group, id));
        }
        PreparedMember member = new PreparedMember(group, id, answer.getInt("GenerationId"));
        recorder.prepare("member-1", "it leads, and assigns", member.syncing(), 2);
        return member;
    }

    private static void turnedAway(Recorder recorder, PreparedMember member) {
        recorder.ask("a member that the group does not know", PreparedMember.joining(member.group(), "nobody"));
        recorder.ask(
                "a member of a group that does not exist", PreparedMember.joining(recorder.name("missing"), "nobody"));
        recorder.ask(
                "another kind of protocol",
                PreparedMember.joining(member.group(), "").with(body -> body.set("ProtocolType", "connect")));
        recorder.ask(
                "no protocol that the others have",
                PreparedMember.joining(member.group(), "")
                        .with(body ->
                                body.setEach("Protocols", List.of("other"), (entry, name) -> entry.set("Name", name))));
        recorder.ask(
                "no protocols",
                PreparedMember.joining(recorder.name("second"), "").with(body -> body.set("Protocols", List.of())));
        recorder.ask("an empty group id", PreparedMember.joining("", ""));
        recorder.ask(
                "a session timeout below the least",
                PreparedMember.joining(recorder.name("second"), "").with(body -> body.set("SessionTimeoutMs", 1)));
    }

    private static void secondMember(Recorder recorder, PreparedMember first) {
        String id = "";
        if (recorder.from(4)) {
            id = recorder.ask("member-2", "a second member", PreparedMember.joining(first.group(), ""))
                    .getString("MemberId");
        }
        Recorder.Entry second = recorder.send(
                "member-2", "a second member, who waits for the first", PreparedMember.joining(first.group(), id));
        recorder.ground().awaitState(first.group(), "PreparingRebalance");
        recorder.ask(
                "member-1",
                "the first member again, with which the rebalance is complete",
                PreparedMember.joining(first.group(), first.memberId()));
        recorder.receive(second);
    }

    private static void staticMember(Recorder recorder) {
        ClientRequest joining = PreparedMember.joining(recorder.name("static"), "")
                .with(body -> body.set("GroupInstanceId", "instance-1"));
        String replaced = recorder.ask("member-3", "a static member", joining).getString("MemberId");
        recorder.ask("member-4", "the same static member, which came anew", joining);
        recorder.ask("member-3", "the one that it replaced", joining.with(body -> body.set("MemberId", replaced)));
    }
}
