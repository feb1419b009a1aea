package io.kspec.golden.recording;

import io.kspec.stage.requests.LogRequests;

/** The only log directory, with sizes of partitions. */
final class DescribeLogDirsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeLogDirs";
    }

    /** It asks for all topics, also those of others. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return false;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        topic.append(recorder, "three records", 0, PreparedRecords.records(3));
        recorder.ask("a partition", LogRequests.describeDirs(topic.name(), 0));
        recorder.ask("a partition that does not exist", LogRequests.describeDirs(topic.name(), 7));
        recorder.ask("a topic that does not exist", LogRequests.describeDirs(recorder.name("missing"), 0));
    }
}
