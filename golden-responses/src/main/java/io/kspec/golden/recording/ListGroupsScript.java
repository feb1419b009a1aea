package io.kspec.golden.recording;

import java.util.List;

/** The groups of a broker: only those of the script, as long as nobody else uses the broker. */
final class ListGroupsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ListGroups";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("no groups", body -> {});
        PreparedMember.joinAndSync(recorder, "member-1", recorder.name());
        recorder.ask("a group of consumers", body -> {});
        PreparedMember.join(recorder, "member-2", recorder.name("second"));
        recorder.ask("a second one, whose leader has not assigned yet", body -> {});
        if (recorder.from(4)) {
            recorder.ask("only stable ones", body -> body.set("StatesFilter", List.of("Stable")));
            recorder.ask(
                    "only ones in a state that does not exist", body -> body.set("StatesFilter", List.of("Happy")));
        }
        if (recorder.from(5)) {
            recorder.ask("only ones of the classic protocol", body -> body.set("TypesFilter", List.of("classic")));
            recorder.ask("only ones of the new protocol", body -> body.set("TypesFilter", List.of("consumer")));
        }
    }
}
