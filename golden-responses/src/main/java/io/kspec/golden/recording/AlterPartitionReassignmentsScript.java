package io.kspec.golden.recording;

import io.kspec.stage.requests.ReplicaRequests;
import java.util.List;

/** Reassignments of a partition that has one replica: to the same replica, and to others that cannot be. */
final class AlterPartitionReassignmentsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "AlterPartitionReassignments";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        int broker = recorder.ground().broker();
        List<Integer> same = List.of(broker);
        recorder.ask("the same replica", ReplicaRequests.reassign(topic.name(), 0, same));
        recorder.ask("nothing to cancel", ReplicaRequests.reassign(topic.name(), 0, null));
        recorder.ask("no replicas", ReplicaRequests.reassign(topic.name(), 0, List.of()));
        recorder.ask("a broker named twice", ReplicaRequests.reassign(topic.name(), 0, List.of(broker, broker)));
        recorder.ask(
                "a broker that does not exist",
                ReplicaRequests.reassign(
                        topic.name(), 0, List.of(recorder.ground().noBroker())));
        recorder.ask("a negative broker", ReplicaRequests.reassign(topic.name(), 0, List.of(-3)));
        recorder.ask("a partition that does not exist", ReplicaRequests.reassign(topic.name(), 7, same));
        recorder.ask("a topic that does not exist", ReplicaRequests.reassign(recorder.name("missing"), 0, same));
        recorder.ask(
                "nothing to cancel in a topic that does not exist",
                ReplicaRequests.reassign(recorder.name("missing"), 0, null));
        recorder.ask(
                "no topics",
                ReplicaRequests.reassign(topic.name(), 0, same).with(body -> body.set("Topics", List.of())));
        if (recorder.from(1)) {
            recorder.ask(
                    "the same number of replicas, required",
                    ReplicaRequests.reassign(topic.name(), 0, same)
                            .with(body -> body.set("AllowReplicationFactorChange", false)));
        }
    }
}
