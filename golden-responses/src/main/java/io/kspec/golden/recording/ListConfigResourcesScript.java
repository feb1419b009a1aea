package io.kspec.golden.recording;

import io.kspec.stage.requests.ConfigRequests;

/** Resources that have configurations. */
final class ListConfigResourcesScript implements CaptureScript {
    @Override
    public String apiName() {
        return "ListConfigResources";
    }

    /** It asks for all resources, also those of others. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return false;
    }

    @Override
    public void play(Recorder recorder) {
        if (recorder.from(1)) {
            recorder.ask(
                    "brokers and their loggers",
                    ConfigRequests.list(ConfigRequests.BROKER, ConfigRequests.BROKER_LOGGER));
            recorder.ask("a kind of resource that does not exist", ConfigRequests.list(77));
            recorder.ask("client metrics", ConfigRequests.list(ConfigRequests.CLIENT_METRICS));
        } else {
            recorder.ask("client metrics", ConfigRequests.list());
        }
    }
}
