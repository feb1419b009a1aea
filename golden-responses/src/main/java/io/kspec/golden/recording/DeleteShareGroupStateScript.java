package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;

/** States of a group's partitions that cease to be. */
final class DeleteShareGroupStateScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DeleteShareGroupState";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedShareState.prepare(recorder);
        recorder.ask("a state", deleting(recorder, topic, 0));
        recorder.ask("a state that was deleted", deleting(recorder, topic, 0));
        recorder.ask("a partition that does not exist", deleting(recorder, topic, 7));
        recorder.ask("a topic that does not exist", deleting(recorder, PreparedTopic.missing(recorder), 0));
    }

    private ClientRequest deleting(Recorder recorder, PreparedTopic topic, int partition) {
        return PreparedShareState.request(recorder, apiName(), topic, partition, entry -> {});
    }
}
