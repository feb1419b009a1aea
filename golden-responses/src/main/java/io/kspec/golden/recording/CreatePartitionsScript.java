package io.kspec.golden.recording;

import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.LogRequests;
import java.util.List;

/** Partitions that are added, and counts that Kafka refuses. */
final class CreatePartitionsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "CreatePartitions";
    }

    @Override
    public void play(Recorder recorder) {
        String topic = PreparedTopic.create(recorder, 1).name();
        int broker = recorder.ground().broker();
        recorder.ask("two more", LogRequests.createPartitions(topic, 3, null));
        recorder.ask("as many as there are", LogRequests.createPartitions(topic, 3, null));
        recorder.ask("fewer", LogRequests.createPartitions(topic, 1, null));
        recorder.ask("assigned by hand", LogRequests.createPartitions(topic, 4, List.of(List.of(broker))));
        recorder.ask(
                "fewer assignments than partitions", LogRequests.createPartitions(topic, 6, List.of(List.of(broker))));
        recorder.ask(
                "a replica on a broker that does not exist",
                LogRequests.createPartitions(
                        topic, 5, List.of(List.of(recorder.ground().noBroker()))));
        recorder.ask(
                "only to see whether it could be",
                ConfigRequests.checkOnly(LogRequests.createPartitions(topic, 5, null)));
        recorder.ask("a topic that does not exist", LogRequests.createPartitions(recorder.name("missing"), 2, null));
    }
}
