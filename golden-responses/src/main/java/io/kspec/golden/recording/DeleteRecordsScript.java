package io.kspec.golden.recording;

import io.kspec.stage.requests.LogRequests;
import java.util.Map;

/** Records that are deleted, and offsets that are out of range. */
final class DeleteRecordsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DeleteRecords";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        topic.append(recorder, "three records", 0, PreparedRecords.records(3));
        recorder.ask("the first record", LogRequests.deleteRecords(topic.name(), 0, 1));
        recorder.ask("an offset before the first record", LogRequests.deleteRecords(topic.name(), 0, 0));
        recorder.ask("an offset beyond the last record", LogRequests.deleteRecords(topic.name(), 0, 4));
        recorder.ask("all records", LogRequests.deleteRecords(topic.name(), 0, -1));
        recorder.ask("a partition that does not exist", LogRequests.deleteRecords(topic.name(), 7, 0));
        recorder.ask("a topic that does not exist", LogRequests.deleteRecords(recorder.name("missing"), 0, 0));
        PreparedTopic compacted = PreparedTopic.create(recorder, "compacted", 1, Map.of("cleanup.policy", "compact"));
        recorder.ask("a compacted topic", LogRequests.deleteRecords(compacted.name(), 0, 0));
    }
}
