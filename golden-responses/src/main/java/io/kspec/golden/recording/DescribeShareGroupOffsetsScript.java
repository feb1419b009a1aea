package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ShareRequests;
import java.util.List;
import java.util.Map;

/** Where share groups begin. Apache Kafka 4.3 does not answer a request for a partition that does not exist. */
final class DescribeShareGroupOffsetsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeShareGroupOffsets";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group that does not exist", ShareRequests.describeOffsets(recorder.name("missing"), null));
        recorder.ask("an empty group id", ShareRequests.describeOffsets("", null));
        PreparedTopic topic = PreparedShareOffsets.prepare(recorder);
        String group = recorder.name();
        recorder.prepare(Recorder.CLIENT, "another offset", ShareRequests.alterOffset(group, topic.name(), 0, 2), 0);
        recorder.ask("a partition", of(group, topic.name(), 0));
        recorder.ask("a topic that does not exist", of(group, recorder.name("missing"), 0));
        recorder.ask("no topic of a group", ShareRequests.describeOffsets(group, Map.of()));
    }

    private static ClientRequest of(String group, String topic, int partition) {
        return ShareRequests.describeOffsets(group, Map.of(topic, List.of(partition)));
    }
}
