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
        String broker = Integer.toString(recorder.ground().broker());
        String noBroker = Integer.toString(recorder.ground().noBroker());
        recorder.ask(
                "a configuration that needs a restart",
                onlyChecked(ConfigRequests.BROKER, broker, Map.of("num.partitions", "3")));
        recorder.ask(
                "a broker that does not exist",
                onlyChecked(ConfigRequests.BROKER, noBroker, Map.of("num.partitions", "3")));
        recorder.ask("a logger", onlyChecked(ConfigRequests.BROKER_LOGGER, broker, Map.of("root", "INFO")));
    }

    private static ClientRequest alter(String topic, Map<String, String> values) {
        return ConfigRequests.alter(ConfigRequests.TOPIC, topic, values);
    }

    /** What belongs to a broker is not changed: the target of a capture may be in use. */
    private static ClientRequest onlyChecked(int type, String resource, Map<String, String> values) {
        return ConfigRequests.checkOnly(ConfigRequests.alter(type, resource, values));
    }
}
