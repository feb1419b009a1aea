package io.kspec.golden.recording;

import static io.kspec.stage.requests.CoordinatorType.GROUP;
import static io.kspec.stage.requests.CoordinatorType.TRANSACTION;

import io.kspec.stage.requests.CoordinatorRequests;

/** Who coordinates a group or a transactional id. From version 4 on, several may be asked for at once. */
final class FindCoordinatorScript implements CaptureScript {
    private static final int NO_KIND = 9;

    @Override
    public String apiName() {
        return "FindCoordinator";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a group", CoordinatorRequests.find(GROUP, recorder.name()));
        recorder.ask("an empty group id", CoordinatorRequests.find(GROUP, ""));
        if (recorder.from(1)) {
            recorder.ask("a transactional id", CoordinatorRequests.find(TRANSACTION, recorder.name()));
            recorder.ask("an empty transactional id", CoordinatorRequests.find(TRANSACTION, ""));
            recorder.ask(
                    "a kind of key that does not exist",
                    CoordinatorRequests.find(GROUP, recorder.name()).with(body -> body.set("KeyType", NO_KIND)));
        }
        if (recorder.from(4)) {
            recorder.ask("two groups", CoordinatorRequests.find(GROUP, recorder.name(), recorder.name("second")));
            recorder.ask("no group", CoordinatorRequests.find(GROUP));
        }
    }
}
