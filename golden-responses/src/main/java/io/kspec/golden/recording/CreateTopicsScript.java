package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Topics that come to be, and requests that Kafka refuses. From version 5 on the answer lists all of a topic's
 * configuration, so that fewer come to be.
 */
final class CreateTopicsScript implements CaptureScript {
    private static final int TIMEOUT_MILLIS = 10_000;

    @Override
    public String apiName() {
        return "CreateTopics";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("two partitions", topic(recorder.name(), 2, 1, entry -> {}));
        recorder.ask("a topic that exists", topic(recorder.name(), 2, 1, entry -> {}));
        recorder.ask("a name that no topic may have", topic("kspec/capture", 1, 1, entry -> {}));
        recorder.ask("an empty name", topic("", 1, 1, entry -> {}));
        recorder.ask("no partitions", topic(recorder.name("zero"), 0, 1, entry -> {}));
        recorder.ask("more replicas than brokers", topic(recorder.name("replicas"), 1, 3, entry -> {}));
        recorder.ask(
                "a configuration that does not exist",
                topic(recorder.name("config"), 1, 1, entry -> config(entry, "kspec.none", "1")));
        recorder.ask(
                "a configuration with a value that it cannot have",
                topic(recorder.name("config"), 1, 1, entry -> config(entry, "retention.ms", "soon")));
        recorder.ask("the same topic twice", body -> topic(recorder.name("twice"), 1, 1, entry -> {})
                .andThen(topic(recorder.name("twice"), 1, 1, entry -> {}))
                .accept(body));
        recorder.ask(
                "a replica on a broker that does not exist",
                topic(recorder.name("unassigned"), -1, -1, entry -> assign(entry, 99)));
        if (!recorder.from(5)) {
            recorder.ask(
                    "replicas assigned by hand", topic(recorder.name("assigned"), -1, -1, entry -> assign(entry, 1)));
            recorder.ask("the broker's defaults", topic(recorder.name("defaults"), -1, -1, entry -> {}));
        }
        if (recorder.from(1)) {
            recorder.ask(
                    "only to see whether it could be",
                    topic(recorder.name("validated"), 1, 1, entry -> {})
                            .andThen(body -> body.set("validateOnly", true)));
        }
    }

    private static Consumer<MessageBuilder> topic(
            String name, int partitions, int replicas, Consumer<MessageBuilder> more) {
        return body -> body.set("timeoutMs", TIMEOUT_MILLIS).add("Topics", entry -> {
            entry.set("Name", name).set("NumPartitions", partitions).set("ReplicationFactor", replicas);
            more.accept(entry);
        });
    }

    private static void config(MessageBuilder topic, String name, String value) {
        topic.add("Configs", config -> config.set("Name", name).set("Value", value));
    }

    private static void assign(MessageBuilder topic, int broker) {
        topic.add("Assignments", entry -> entry.set("PartitionIndex", 0).set("BrokerIds", List.of(broker)));
    }
}
