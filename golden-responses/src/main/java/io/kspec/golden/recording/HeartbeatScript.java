package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.function.Consumer;

/** Signs of life: of a member, during a rebalance, and of those whom the group does not know. */
final class HeartbeatScript implements CaptureScript {
    @Override
    public String apiName() {
        return "Heartbeat";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("member-1", "a member", alive(member));
        recorder.ask("a generation that is not the group's", alive(member.inGeneration(9)));
        recorder.ask("a member that the group does not know", alive(PreparedMember.nobody(member.group())));
        recorder.ask("a group that does not exist", alive(PreparedMember.nobody(recorder.name("missing"))));
        recorder.ask("an empty group id", alive(PreparedMember.nobody("")));
        if (recorder.from(3)) {
            recorder.ask(
                    "a static member that the group does not know",
                    alive(member).andThen(body -> body.set("GroupInstanceId", "nobody")));
        }
        Recorder.Entry second = recorder.sendPreparing(
                "member-2",
                "a second member joins, and waits",
                "JoinGroup",
                recorder.ground().near("JoinGroup", 3),
                PreparedMember.joining(member.group(), ""));
        recorder.ground().awaitState(member.group(), "PreparingRebalance");
        recorder.ask("member-1", "a member, while the group rebalances", alive(member));
        recorder.prepare(
                "member-1", "it leaves", "LeaveGroup", recorder.ground().near("LeaveGroup", 1), body -> body.set(
                                "GroupId", member.group())
                        .set("MemberId", member.memberId()));
        recorder.receive(second);
        recorder.ask("member-1", "a member that has left", alive(member));
    }

    private static Consumer<MessageBuilder> alive(PreparedMember member) {
        return body -> body.set("GroupId", member.group())
                .set("GenerationId", member.generation())
                .set("MemberId", member.memberId());
    }
}
