package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.function.Consumer;

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
        recorder.ask("what the broker speaks", software("kspec"));
        if (recorder.from(3)) {
            recorder.ask("a client whose name is not allowed", software("-kspec-"));
        }
        if (recorder.isHighest()) {
            recorder.askAs("a version that no broker knows, refused as version 0", UNKNOWN_VERSION, software("kspec"));
        }
    }

    private static Consumer<MessageBuilder> software(String name) {
        return body -> body.setIfPresent("ClientSoftwareName", name).setIfPresent("ClientSoftwareVersion", "1");
    }
}
