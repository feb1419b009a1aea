package io.kspec.golden.recording;

import io.kspec.stage.requests.ClusterRequests;

/** The brokers of the cluster. From version 1 on, controllers may be asked for instead, which a broker refuses. */
final class DescribeClusterScript implements CaptureScript {
    private static final int CONTROLLERS = 2;
    private static final int NO_TYPE = 9;

    @Override
    public String apiName() {
        return "DescribeCluster";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("the brokers", ClusterRequests.describe());
        recorder.ask(
                "with the operations that the client may do",
                ClusterRequests.describe().with(body -> body.set("IncludeClusterAuthorizedOperations", true)));
        if (recorder.from(1)) {
            recorder.ask(
                    "the controllers", ClusterRequests.describe().with(body -> body.set("EndpointType", CONTROLLERS)));
            recorder.ask(
                    "a type of endpoint that does not exist",
                    ClusterRequests.describe().with(body -> body.set("EndpointType", NO_TYPE)));
        }
        if (recorder.from(2)) {
            recorder.ask(
                    "with fenced brokers",
                    ClusterRequests.describe().with(body -> body.set("IncludeFencedBrokers", true)));
        }
    }
}
