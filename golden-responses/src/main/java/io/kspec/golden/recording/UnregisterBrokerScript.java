package io.kspec.golden.recording;

import io.kspec.stage.requests.ClusterRequests;

/** Brokers that are not registered. */
final class UnregisterBrokerScript implements CaptureScript {
    @Override
    public String apiName() {
        return "UnregisterBroker";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask(
                "a broker that does not exist",
                ClusterRequests.unregister(recorder.ground().noBroker()));
        recorder.ask("a negative broker", ClusterRequests.unregister(-1));
    }
}
