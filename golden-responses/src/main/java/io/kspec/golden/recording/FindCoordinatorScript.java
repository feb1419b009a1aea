package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.function.Consumer;

/** Who coordinates a group or a transactional id. From version 4 on, several may be asked for at once. */
final class FindCoordinatorScript implements CaptureScript {
    private static final int GROUP = 0;
    private static final int TRANSACTION = 1;
    private static final int NO_KIND = 9;

    @Override
    public String apiName() {
        return "FindCoordinator";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group", keys(recorder, GROUP, recorder.name()));
        recorder.ask("an empty group id", keys(recorder, GROUP, ""));
        if (recorder.from(1)) {
            recorder.ask("a transactional id", keys(recorder, TRANSACTION, recorder.name()));
            recorder.ask("an empty transactional id", keys(recorder, TRANSACTION, ""));
            recorder.ask("a kind of key that does not exist", keys(recorder, NO_KIND, recorder.name()));
        }
        if (recorder.from(4)) {
            recorder.ask("two groups", keys(recorder, GROUP, recorder.name(), recorder.name("second")));
            recorder.ask("no group", keys(recorder, GROUP));
        }
    }

    private static Consumer<MessageBuilder> keys(Recorder recorder, int kind, String... keys) {
        return body -> {
            if (recorder.from(1)) {
                body.set("KeyType", kind);
            }
            if (recorder.from(4)) {
                body.set("CoordinatorKeys", List.of(keys));
            } else {
                body.set("Key", keys[0]);
            }
        };
    }
}
