package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import java.util.Map;

/** Values that replace all others, and changes that Kafka refuses. */
final class AlterConfigsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "AlterConfigs";
    }

    @Override
    public void play(Recorder recorder) {
        String topic = PreparedTopic.create(recorder, 1).name();
        recorder.ask("a value of a topic", alter(topic, Map.of("segment.ms", "60000")));
        recorder.ask("no values of a topic", alter(topic, Map.of()));
        recorder.ask(
                "only to see whether it could be",
                ConfigRequests.checkOnly(alter(topic, Map.of("cleanup.policy", "compact"))));
        recorder.ask("a value that it cannot have", alter(topic, Map.of("segment.ms", "0")));
        recorder.ask("a configuration that does not exist", alter(topic, Map.of("kspec.none", "1")));
        recorder.ask("a topic that does not exist", alter(recorder.name("missing"), Map.of("segment.ms", "60000")));
        recorder.ask(
                "a configuration that needs a restart",
                ConfigRequests.alter(ConfigRequests.BROKER, "1", Map.of("num.partitions", "3")));
        recorder.ask(
                "another broker", ConfigRequests.alter(ConfigRequests.BROKER, "2", Map.of("log.retention.ms", "1000")));
        recorder.ask("a logger", ConfigRequests.alter(ConfigRequests.BROKER_LOGGER, "1", Map.of("root", "INFO")));
    }

    private static ClientRequest alter(String topic, Map<String, String> values) {
        return ConfigRequests.alter(ConfigRequests.TOPIC, topic, values);
    }
}
