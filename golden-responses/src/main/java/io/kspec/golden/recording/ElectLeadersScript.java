package io.kspec.golden.recording;

import io.kspec.stage.requests.ReplicaRequests;

/** Elections of leaders where the only replica leads, so that none is needed. */
final class ElectLeadersScript implements CaptureScript {
    private static final int NO_TYPE = 9;

    @Override
    public String apiName() {
        return "ElectLeaders";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        int preferred = ReplicaRequests.PREFERRED;
        recorder.ask("the preferred leaders of two partitions", ReplicaRequests.elect(preferred, topic.name(), 0, 1));
        recorder.ask("a partition that does not exist", ReplicaRequests.elect(preferred, topic.name(), 0, 7));
        recorder.ask("a topic that does not exist", ReplicaRequests.elect(preferred, recorder.name("missing"), 0));
        recorder.ask("a partition named twice", ReplicaRequests.elect(preferred, topic.name(), 0, 0));
        recorder.ask("no partition of a topic", ReplicaRequests.elect(preferred, topic.name()));
        if (recorder.from(1)) {
            recorder.ask("any leader", ReplicaRequests.elect(ReplicaRequests.UNCLEAN, topic.name(), 0));
            recorder.ask("a type of election that does not exist", ReplicaRequests.elect(NO_TYPE, topic.name(), 0));
        }
    }
}
