package io.kspec.golden.recording;

import io.kspec.stage.requests.ReplicaRequests;

/** Where the records of leader epochs end, in a partition that has had one leader. */
final class OffsetForLeaderEpochScript implements CaptureScript {
    private static final int UNKNOWN = -1;

    @Override
    public String apiName() {
        return "OffsetForLeaderEpoch";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        topic.append(recorder, "three records", 0, PreparedRecords.records(3));
        recorder.ask("the only epoch", ReplicaRequests.epochEnd(topic.name(), 0, 0, UNKNOWN));
        recorder.ask("the only epoch of an empty partition", ReplicaRequests.epochEnd(topic.name(), 1, 0, UNKNOWN));
        recorder.ask("an epoch in the future", ReplicaRequests.epochEnd(topic.name(), 0, 5, UNKNOWN));
        recorder.ask("no epoch", ReplicaRequests.epochEnd(topic.name(), 0, UNKNOWN, UNKNOWN));
        recorder.ask("an epoch below all others", ReplicaRequests.epochEnd(topic.name(), 0, -2, UNKNOWN));
        recorder.ask("a partition that does not exist", ReplicaRequests.epochEnd(topic.name(), 7, 0, UNKNOWN));
        recorder.ask("a topic that does not exist", ReplicaRequests.epochEnd(recorder.name("missing"), 0, 0, UNKNOWN));
        if (recorder.from(2)) {
            recorder.ask("with the current leader epoch", ReplicaRequests.epochEnd(topic.name(), 0, 0, 0));
            recorder.ask("with a future leader epoch", ReplicaRequests.epochEnd(topic.name(), 0, 0, 9));
        }
        if (recorder.from(3)) {
            recorder.ask(
                    "from an unknown kind of replica",
                    ReplicaRequests.epochEnd(topic.name(), 0, 0, UNKNOWN).with(body -> body.set("ReplicaId", -2)));
        }
    }
}
