package io.kspec.golden.recording;

import io.kspec.stage.requests.ConfigRequests;
import java.util.List;
import java.util.Map;

/** Configurations of all kinds of resources. Only keys that the reference releases agree on are asked for. */
final class DescribeConfigsScript implements CaptureScript {
    private static final List<String> KEYS =
            List.of("retention.ms", "cleanup.policy", "max.message.bytes", "kspec.none");

    @Override
    public String apiName() {
        return "DescribeConfigs";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1, Map.of("cleanup.policy", "compact,delete"));
        String broker = Integer.toString(recorder.ground().broker());
        String noBroker = Integer.toString(recorder.ground().noBroker());
        recorder.ask("a topic", ConfigRequests.describe(ConfigRequests.TOPIC, topic.name(), KEYS));
        recorder.ask(
                "a topic that does not exist",
                ConfigRequests.describe(ConfigRequests.TOPIC, recorder.name("missing"), KEYS));
        recorder.ask(
                "a name that no topic may have", ConfigRequests.describe(ConfigRequests.TOPIC, "kspec/capture", KEYS));
        recorder.ask(
                "a broker",
                ConfigRequests.describe(
                        ConfigRequests.BROKER,
                        broker,
                        List.of("log.retention.ms", "log.retention.hours", "num.io.threads", "ssl.key.password")));
        recorder.ask("a broker that does not exist", ConfigRequests.describe(ConfigRequests.BROKER, noBroker, KEYS));
        recorder.ask("a broker without a number", ConfigRequests.describe(ConfigRequests.BROKER, "one", KEYS));
        recorder.ask("a logger", ConfigRequests.describe(ConfigRequests.BROKER_LOGGER, broker, List.of("root")));
        recorder.ask("a kind of resource that does not exist", ConfigRequests.describe(77, broker, KEYS));
        if (recorder.from(1)) {
            recorder.ask(
                    "a topic with synonyms", ConfigRequests.describeFully(ConfigRequests.TOPIC, topic.name(), KEYS));
            recorder.ask(
                    "a broker with synonyms",
                    ConfigRequests.describeFully(
                            ConfigRequests.BROKER, broker, List.of("log.retention.hours", "num.network.threads")));
        }
    }
}
