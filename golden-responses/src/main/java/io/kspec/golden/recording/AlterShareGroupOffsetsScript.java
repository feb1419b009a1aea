package io.kspec.golden.recording;

import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;

/** Offsets that a share group without members is told to begin with. */
final class AlterShareGroupOffsetsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "AlterShareGroupOffsets";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedShareOffsets.prepare(recorder);
        String group = recorder.name();
        recorder.ask("an offset", ShareRequests.alterOffset(group, topic.name(), 0, 2));
        recorder.ask("a partition that does not exist", ShareRequests.alterOffset(group, topic.name(), 7, 2));
        recorder.ask("a topic that does not exist", ShareRequests.alterOffset(group, recorder.name("missing"), 0, 2));
        recorder.ask(
                "a group that does not exist", ShareRequests.alterOffset(recorder.name("missing"), topic.name(), 0, 2));
        recorder.ask("an empty group id", ShareRequests.alterOffset("", topic.name(), 0, 2));
        ShareMembership member = PreparedSharer.join(recorder, recorder.name("second"), topic.name());
        recorder.ask("a group with a member", ShareRequests.alterOffset(recorder.name("second"), topic.name(), 0, 2));
        PreparedSharer.leave(recorder, member);
    }
}
