package io.kspec.golden.recording;

/** Signs of life: of a member, during a rebalance, and of those whom the group does not know. */
final class HeartbeatScript implements CaptureScript {
    @Override
    public String apiName() {
        return "Heartbeat";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("member-1", "a member", member.heartbeat());
        recorder.ask(
                "a generation that is not the group's", member.inGeneration(9).heartbeat());
        recorder.ask(
                "a member that the group does not know",
                PreparedMember.nobody(member.group()).heartbeat());
        recorder.ask(
                "a group that does not exist",
                PreparedMember.nobody(recorder.name("missing")).heartbeat());
        recorder.ask("an empty group id", PreparedMember.nobody("").heartbeat());
        if (recorder.from(3)) {
            recorder.ask(
                    "a static member that the group does not know",
                    member.heartbeat().with(body -> body.set("GroupInstanceId", "nobody")));
        }
        Recorder.Entry second = recorder.sendPreparing(
                "member-2", "a second member joins, and waits", PreparedMember.joining(member.group(), ""), 3);
        recorder.ground().awaitState(member.group(), "PreparingRebalance");
        recorder.ask("member-1", "a member, while the group rebalances", member.heartbeat());
        recorder.prepare("member-1", "it leaves", member.leaving(), 1);
        recorder.receive(second);
        recorder.ask("member-1", "a member that has left", member.heartbeat());
    }
}
