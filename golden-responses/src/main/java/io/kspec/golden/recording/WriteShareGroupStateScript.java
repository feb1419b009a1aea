package io.kspec.golden.recording;

/** States of a group's partitions that a leader writes. */
final class WriteShareGroupStateScript implements CaptureScript {
    @Override
    public String apiName() {
        return "WriteShareGroupState";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedShareState.prepare(recorder);
        recorder.ask("a state", PreparedShareState.writing(recorder, topic, 0));
        recorder.ask("a partition without a state", PreparedShareState.writing(recorder, topic, 1));
        recorder.ask(
                "an epoch that is past",
                PreparedShareState.request(recorder, apiName(), topic, 0, entry -> entry.set("StateEpoch", 0)
                        .set("LeaderEpoch", PreparedShareState.LEADER_EPOCH)
                        .set("StartOffset", 5L)));
        recorder.ask("a partition that does not exist", PreparedShareState.writing(recorder, topic, 7));
        recorder.ask(
                "a topic that does not exist",
                PreparedShareState.writing(recorder, PreparedTopic.missing(recorder), 0));
    }
}
