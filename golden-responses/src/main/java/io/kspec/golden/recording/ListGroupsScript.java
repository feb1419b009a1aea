package io.kspec.golden.recording;

import io.kspec.stage.requests.GroupRequests;

/** The groups of a broker: only those of the script, as long as nobody else uses the broker. */
final class ListGroupsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ListGroups";
    }

    /** The requests of this script have no content. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return false;
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("no groups", GroupRequests.list());
        PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ground().awaitState(recorder.name(), "Stable");
        recorder.ask("a group of consumers", GroupRequests.list());
        PreparedMember.join(recorder, "member-2", recorder.name("second"));
        recorder.ask("a second one, whose leader has not assigned yet", GroupRequests.list());
        if (recorder.from(4)) {
            recorder.ask("only stable ones", GroupRequests.listInStates("Stable"));
            recorder.ask("only ones in a state that does not exist", GroupRequests.listInStates("Happy"));
        }
        if (recorder.from(5)) {
            recorder.ask("only ones of the classic protocol", GroupRequests.listOfType("classic"));
            recorder.ask("only ones of the new protocol", GroupRequests.listOfType("consumer"));
        }
    }
}
