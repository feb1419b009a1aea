package io.kspec.golden.recording;

/** States of a group's partitions that come to be. */
final class InitializeShareGroupStateScript implements CaptureScript {
    @Override
    public String apiName() {
        return "InitializeShareGroupState";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedShareState.topic(recorder);
        recorder.ask("a state", PreparedShareState.initializing(recorder, topic, 0));
        recorder.ask("the same state again", PreparedShareState.initializing(recorder, topic, 0));
        recorder.ask(
                "an epoch that is past",
                PreparedShareState.request(recorder, apiName(), topic, 0, entry -> entry.set("StateEpoch", 0)
                        .set("StartOffset", 5L)));
        recorder.ask("a partition that does not exist", PreparedShareState.initializing(recorder, topic, 7));
        recorder.ask(
                "a topic that does not exist",
                PreparedShareState.initializing(recorder, PreparedTopic.missing(recorder), 0));
    }
}
