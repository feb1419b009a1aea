package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;

/** Single changes, and changes that Kafka refuses. */
final class IncrementalAlterConfigsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "IncrementalAlterConfigs";
    }

    @Override
    public void play(Recorder recorder) {
        String topic = PreparedTopic.create(recorder, 1).name();
        recorder.ask("a value of a topic", change(topic, Change.set("segment.ms", "60000")));
        recorder.ask("the default again", change(topic, Change.delete("segment.ms")));
        recorder.ask("an item more", change(topic, Change.append("cleanup.policy", "compact")));
        recorder.ask("an item less", change(topic, Change.subtract("cleanup.policy", "delete")));
        recorder.ask("an item of something else than a list", change(topic, Change.append("segment.ms", "1")));
        recorder.ask(
                "only to see whether it could be",
                ConfigRequests.checkOnly(change(topic, Change.set("segment.ms", "60000"))));
        recorder.ask("a value that it cannot have", change(topic, Change.set("segment.ms", "0")));
        recorder.ask("no value", change(topic, Change.set("segment.ms", null)));
        recorder.ask("a configuration that does not exist", change(topic, Change.set("kspec.none", "1")));
        recorder.ask(
                "the same configuration twice",
                change(topic, Change.set("segment.ms", "60000"), Change.delete("segment.ms")));
        recorder.ask("an operation that does not exist", change(topic, new Change("segment.ms", 9, "60000")));
        recorder.ask(
                "a topic that does not exist", change(recorder.name("missing"), Change.set("segment.ms", "60000")));
        String broker = Integer.toString(recorder.ground().broker());
        recorder.ask(
                "a configuration that needs a restart",
                onlyChecked(ConfigRequests.BROKER, "", Change.set("num.partitions", "3")));
        recorder.ask("the level of a logger", level(broker, "INFO"));
        recorder.ask("a level that does not exist", level(broker, "LOUD"));
    }

    /** What belongs to a broker is not changed: the target of a capture may be in use. */
    private static ClientRequest onlyChecked(int type, String resource, Change change) {
        return ConfigRequests.checkOnly(ConfigRequests.alterIncrementally(type, resource, change));
    }

    private static ClientRequest level(String broker, String level) {
        return onlyChecked(ConfigRequests.BROKER_LOGGER, broker, Change.set("kafka.server.KafkaApis", level));
    }

    private static ClientRequest change(String topic, Change... changes) {
        return ConfigRequests.alterIncrementally(ConfigRequests.TOPIC, topic, changes);
    }
}
