package io.kspec.golden.recording;

import io.kspec.stage.requests.ReplicaRequests;

/** Reassignments in progress, of which there are none. */
final class ListPartitionReassignmentsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ListPartitionReassignments";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ask("of all partitions", ReplicaRequests.listReassignments());
        recorder.ask("of a topic", ReplicaRequests.listReassignments(topic.name(), 0, 1));
        recorder.ask("of a partition that does not exist", ReplicaRequests.listReassignments(topic.name(), 7));
        recorder.ask("of a topic that does not exist", ReplicaRequests.listReassignments(recorder.name("missing"), 0));
    }
}
