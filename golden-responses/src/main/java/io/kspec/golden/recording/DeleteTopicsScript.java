package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Topics that cease to be. From version 6 on they go by name or by id. */
final class DeleteTopicsScript implements CaptureScript {
    private static final int TIMEOUT_MILLIS = 10_000;

    @Override
    public String apiName() {
        return "DeleteTopics";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 1);
        recorder.ask("a topic that does not exist", byName(recorder, recorder.name("missing")));
        recorder.ask("the same topic twice", byName(recorder, topic.name(), topic.name()));
        recorder.ask("a topic", byName(recorder, topic.name()));
        if (recorder.from(6)) {
            UUID id =
                    PreparedTopic.create(recorder, "again", 1).withId(recorder).id();
            recorder.ask(
                    "an id that no topic has",
                    byId(PreparedTopic.missing(recorder).id()));
            recorder.ask("a topic by its id", byId(id));
        }
    }

    private static Consumer<MessageBuilder> byName(Recorder recorder, String... names) {
        return recorder.from(6)
                ? body -> body.set("TimeoutMs", TIMEOUT_MILLIS)
                        .setEach("Topics", List.of(names), (entry, name) -> entry.set("Name", name))
                : body -> body.set("TimeoutMs", TIMEOUT_MILLIS).set("TopicNames", List.of(names));
    }

    private static Consumer<MessageBuilder> byId(UUID id) {
        return body -> body.set("TimeoutMs", TIMEOUT_MILLIS)
                .add("Topics", entry -> entry.set("Name", null).set("TopicId", id));
    }
}
