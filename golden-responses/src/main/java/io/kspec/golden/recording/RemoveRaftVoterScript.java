package io.kspec.golden.recording;

import static io.kspec.golden.recording.AddRaftVoterScript.DIRECTORY;
import static io.kspec.golden.recording.AddRaftVoterScript.NEW_VOTER;
import static io.kspec.golden.recording.AddRaftVoterScript.NO_DIRECTORY;

import io.kspec.stage.requests.ClusterRequests;

/** Captures RemoveRaftVoter, as far as it changes nothing. */
final class RemoveRaftVoterScript implements CaptureScript {
    @Override
    public String apiName() {
        return "RemoveRaftVoter";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask(
                "a voter that does not exist, where voters cannot be changed",
                ClusterRequests.removeVoter(null, NEW_VOTER, DIRECTORY));
        recorder.ask("another cluster", ClusterRequests.removeVoter("another", NEW_VOTER, DIRECTORY));
        recorder.ask("a negative id", ClusterRequests.removeVoter(null, -1, DIRECTORY));
        recorder.ask("no directory", ClusterRequests.removeVoter(null, NEW_VOTER, NO_DIRECTORY));
    }
}
