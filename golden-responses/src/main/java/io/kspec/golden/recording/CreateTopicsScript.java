package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;

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
        recorder.ask("two partitions", create(NewTopic.of(recorder.name(), 2)));
        recorder.ask("a topic that exists", create(NewTopic.of(recorder.name(), 2)));
        recorder.ask("a name that no topic may have", create(NewTopic.of("kspec/capture", 1)));
        recorder.ask("an empty name", create(NewTopic.of("", 1)));
        recorder.ask("no partitions", create(NewTopic.of(recorder.name("zero"), 0)));
        recorder.ask(
                "more replicas than brokers",
                create(NewTopic.of(recorder.name("replicas"), 1).replicas(3)));
        recorder.ask(
                "a configuration that does not exist",
                create(NewTopic.of(recorder.name("config"), 1).config("kspec.none", "1")));
        recorder.ask(
                "a configuration with a value that it cannot have",
                create(NewTopic.of(recorder.name("config"), 1).config("retention.ms", "soon")));
        NewTopic twice = NewTopic.of(recorder.name("twice"), 1);
        recorder.ask("the same topic twice", create(twice, twice));
        recorder.ask(
                "a replica on a broker that does not exist",
                create(NewTopic.withDefaults(recorder.name("unassigned"))
                        .assignedTo(recorder.ground().noBroker())));
        if (!recorder.from(5)) {
            recorder.ask(
                    "replicas assigned by hand",
                    create(NewTopic.withDefaults(recorder.name("assigned"))
                            .assignedTo(recorder.ground().broker())));
            recorder.ask("the broker's defaults", create(NewTopic.withDefaults(recorder.name("defaults"))));
        }
        if (recorder.from(1)) {
            recorder.ask(
                    "only to see whether it could be",
                    create(NewTopic.of(recorder.name("validated"), 1)).with(body -> body.set("validateOnly", true)));
        }
    }

    private static ClientRequest create(NewTopic... topics) {
        return TopicRequests.create(TIMEOUT_MILLIS, topics);
    }
}
