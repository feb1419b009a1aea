package io.kspec.golden.recording;

/** Assignments: from the leader, once more, and from those who may not ask. */
final class SyncGroupScript implements CaptureScript {
    @Override
    public String apiName() {
        return "SyncGroup";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedMember leader = PreparedMember.join(recorder, "member-1", recorder.name());
        recorder.ask(
                "a generation that is not the group's", leader.inGeneration(9).syncing());
        recorder.ask(
                "a member that the group does not know",
                PreparedMember.nobody(leader.group()).syncing());
        recorder.ask(
                "a group that does not exist",
                PreparedMember.nobody(recorder.name("missing")).syncing());
        recorder.ask("an empty group id", PreparedMember.nobody("").syncing());
        if (recorder.from(5)) {
            recorder.ask(
                    "another protocol than the group's",
                    leader.syncing().with(body -> body.set("ProtocolName", "other")));
            recorder.ask(
                    "another kind of protocol than the group's",
                    leader.syncing().with(body -> body.set("ProtocolType", "connect")));
        }
        recorder.ask("member-1", "the leader assigns", leader.syncing());
        recorder.ask("member-1", "once more, after all is done", leader.syncing());
    }
}
