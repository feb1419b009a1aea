package io.kspec.golden.recording;

import io.kspec.stage.requests.GroupRequests;

/** The members of groups in several states. */
final class DescribeGroupsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeGroups";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", GroupRequests.describe(recorder.name()));
        PreparedMember member = PreparedMember.join(recorder, "member-1", recorder.name());
        recorder.ask("a group whose leader has not assigned yet", GroupRequests.describe(recorder.name()));
        recorder.prepare("member-1", "it leads, and assigns", member.syncing(), 2);
        recorder.ask("a stable group", GroupRequests.describe(recorder.name()));
        recorder.ask("an empty group id, and a group beside it", GroupRequests.describe("", recorder.name()));
        if (recorder.from(3)) {
            recorder.ask(
                    "with the operations that the client may do",
                    GroupRequests.describe(recorder.name())
                            .with(body -> body.set("IncludeAuthorizedOperations", true)));
        }
        recorder.prepare("member-1", "it leaves", member.leaving(), 1);
        recorder.ask("a group that nobody is left in", GroupRequests.describe(recorder.name()));
    }
}
