package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.GroupRequests;
import java.util.List;

/** Groups that can be deleted, and groups that cannot. */
final class DeleteGroupsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DeleteGroups";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", deleting(recorder.name("missing")));
        recorder.ask("an empty group id", deleting(""));
        PreparedMember member = PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("a group with a member", deleting(recorder.name()));
        recorder.prepare("member-1", "it leaves", member.leaving(), 1);
        recorder.ground().awaitState(recorder.name(), "Empty");
        recorder.ask("a group without members", deleting(recorder.name()));
        recorder.ask("a group that has been deleted", deleting(recorder.name()));
    }

    private static ClientRequest deleting(String group) {
        return GroupRequests.delete(List.of(group));
    }
}
