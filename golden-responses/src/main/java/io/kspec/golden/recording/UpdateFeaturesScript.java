package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;

/** Updates of features that change nothing: they are refused, have the level already, or are only validated. */
final class UpdateFeaturesScript implements CaptureScript {
    private static final String KNOWN = "transaction.version";
    private static final int SAFE_DOWNGRADE = 2;
    private static final int NO_TYPE = 9;

    @Override
    public String apiName() {
        return "UpdateFeatures";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("no feature", ClusterRequests.updateNoFeature());
        recorder.ask("a feature that does not exist", ClusterRequests.updateFeature("kspec.capture", 1, false));
        recorder.ask("a level that does not exist", ClusterRequests.updateFeature(KNOWN, 99, false));
        recorder.ask("a feature without a name", ClusterRequests.updateFeature("", 1, false));
        recorder.ask(
                "two features that do not exist",
                ClusterRequests.updateFeature("kspec.capture", 1, false)
                        .with(body -> body.add("FeatureUpdates", update -> update.set("Feature", "kspec.second")
                                .set("MaxVersionLevel", 1))));
        recorder.ask(
                "a level that does not exist, and a feature that does not exist",
                ClusterRequests.updateFeature(KNOWN, 99, false)
                        .with(body -> body.add("FeatureUpdates", update -> update.set("Feature", "kspec.second")
                                .set("MaxVersionLevel", 1))));
        if (recorder.from(1)) {
            recorder.ask("a downgrade, not allowed", ClusterRequests.updateFeature(KNOWN, 0, true));
            recorder.ask("a downgrade, only validated", update(0, SAFE_DOWNGRADE));
            recorder.ask("a type of update that does not exist", update(1, NO_TYPE));
        }
    }

    private static ClientRequest update(int level, int type) {
        return ClusterRequests.updateNoFeature()
                .with(body -> body.add("FeatureUpdates", update -> update.set("Feature", KNOWN)
                                .set("MaxVersionLevel", level)
                                .set("UpgradeType", type))
                        .set("ValidateOnly", true));
    }
}
