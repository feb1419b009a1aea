package io.kspec.golden.recording;

import io.kspec.stage.requests.ClusterRequests;
import java.util.UUID;

/** Captures AddRaftVoter, as far as it changes nothing. */
final class AddRaftVoterScript implements CaptureScript {
    static final UUID DIRECTORY = new UUID(7, 7);
    static final UUID NO_DIRECTORY = new UUID(0, 0);
    static final int NEW_VOTER = 3000;

    private static final String CONTROLLERS = "CONTROLLER";

    @Override
    public String apiName() {
        return "AddRaftVoter";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask(
                "a new voter, where voters cannot be changed",
                ClusterRequests.addVoter(null, NEW_VOTER, DIRECTORY, CONTROLLERS));
        recorder.ask("another cluster", ClusterRequests.addVoter("another", NEW_VOTER, DIRECTORY, CONTROLLERS));
        recorder.ask("a negative id", ClusterRequests.addVoter(null, -1, DIRECTORY, CONTROLLERS));
        recorder.ask("no directory", ClusterRequests.addVoter(null, NEW_VOTER, NO_DIRECTORY, CONTROLLERS));
        recorder.ask("no listener of controllers", ClusterRequests.addVoter(null, NEW_VOTER, DIRECTORY, "OTHER"));
    }
}
