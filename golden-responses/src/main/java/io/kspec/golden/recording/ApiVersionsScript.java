package io.kspec.golden.recording;

import io.kspec.stage.requests.ApiVersionsRequests;

/** What the broker speaks, and to whom it does not say so. */
final class ApiVersionsScript implements CaptureScript {
    /** Far beyond what any release will have. */
    private static final int UNKNOWN_VERSION = 127;

    @Override
    public String apiName() {
        return "ApiVersions";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("what the broker speaks", ApiVersionsRequests.from("kspec", "1"));
        if (recorder.from(3)) {
            recorder.ask("a client whose name is not allowed", ApiVersionsRequests.from("-kspec-", "1"));
        }
        if (recorder.isHighest()) {
            recorder.askAs(
                    "a version that no broker knows, refused as version 0",
                    UNKNOWN_VERSION,
                    ApiVersionsRequests.from("kspec", "1"));
            HeaderForms.play(recorder);
        }
    }
}
