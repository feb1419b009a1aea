package io.kspec.golden.recording;

import io.kspec.stage.requests.ClusterRequests;

/**
 * Partitions that KRaft does not replicate. The only one that it does replicate grows on its own, so what a broker answers about
 * it is never the same twice.
 */
final class DescribeQuorumScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeQuorum";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("another topic", ClusterRequests.describeQuorum(recorder.name("missing"), 0));
        recorder.ask("another partition", ClusterRequests.describeQuorum(ClusterRequests.METADATA_TOPIC, 1));
    }
}
