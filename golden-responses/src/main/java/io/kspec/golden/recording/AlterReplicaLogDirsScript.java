package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.LogRequests;

/** Replicas that are where they should go, and directories that do not exist. */
final class AlterReplicaLogDirsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "AlterReplicaLogDirs";
    }

    @Override
    public void play(Recorder recorder) {
        String topic = PreparedTopic.create(recorder, 1).name();
        Message dirs =
                recorder.prepare(Recorder.CLIENT, "the directory of the topic", LogRequests.describeDirs(topic, 0), 4);
        String directory = dirs.getStructs("Results").get(0).getString("LogDir");
        recorder.ask("the directory that it is in", LogRequests.moveTo(directory, topic, 0));
        recorder.ask("a directory that does not exist", LogRequests.moveTo("/kspec/nowhere", topic, 0));
        recorder.ask("a partition that does not exist", LogRequests.moveTo(directory, topic, 7));
        recorder.ask("a topic that does not exist", LogRequests.moveTo(directory, recorder.name("missing"), 0));
    }
}
