package io.kspec.golden.recording;

import io.kspec.stage.requests.ShareRequests;

/** Topics that a share group without members is told to forget. */
final class DeleteShareGroupOffsetsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DeleteShareGroupOffsets";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedShareOffsets.prepare(recorder);
        String group = recorder.name();
        recorder.ask("a topic that does not exist", ShareRequests.deleteOffsets(group, recorder.name("missing")));
        recorder.ask("a topic", ShareRequests.deleteOffsets(group, topic.name()));
        recorder.ask("a topic that was deleted", ShareRequests.deleteOffsets(group, topic.name()));
        recorder.ask(
                "a group that does not exist", ShareRequests.deleteOffsets(recorder.name("missing"), topic.name()));
        recorder.ask("an empty group id", ShareRequests.deleteOffsets("", topic.name()));
        recorder.ask("no topic", ShareRequests.deleteOffsets(group));
    }
}
