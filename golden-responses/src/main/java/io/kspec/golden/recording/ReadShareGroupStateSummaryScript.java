package io.kspec.golden.recording;

/** What the coordinator of groups reads of the states of a group's partitions. */
final class ReadShareGroupStateSummaryScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ReadShareGroupStateSummary";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedShareState.prepare(recorder);
        recorder.ask("a state without records", PreparedShareState.reading(recorder, apiName(), topic, 0));
        recorder.prepare(Recorder.CLIENT, "records", PreparedShareState.writing(recorder, topic, 0), 0);
        recorder.ask("a state with records", PreparedShareState.reading(recorder, apiName(), topic, 0));
        recorder.ask("a partition without a state", PreparedShareState.reading(recorder, apiName(), topic, 1));
        recorder.ask("a partition that does not exist", PreparedShareState.reading(recorder, apiName(), topic, 7));
        recorder.ask(
                "a topic that does not exist",
                PreparedShareState.reading(recorder, apiName(), PreparedTopic.missing(recorder), 0));
    }
}
