package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The brokers and the partitions of topics. Before version 4, who asks for a topic creates it. */
final class MetadataScript implements CaptureScript {
    @Override
    public String apiName() {
        return "Metadata";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ask("a topic of two partitions", byName(recorder, topic.name()));
        String missing = recorder.name("missing");
        recorder.ask(
                recorder.from(4) ? "a topic that does not exist" : "a topic that does not exist, and now will",
                byName(recorder, missing));
        recorder.ask("a name that no topic may have", byName(recorder, "kspec/capture"));
        if (recorder.from(1)) {
            recorder.ask("no topics", body -> noneCreated(recorder, body));
        }
        if (recorder.from(8)) {
            recorder.ask("with the operations that the client may do", body -> {
                byName(recorder, topic.name()).accept(body);
                body.set("IncludeTopicAuthorizedOperations", true);
                if (body.has("IncludeClusterAuthorizedOperations")) {
                    body.set("IncludeClusterAuthorizedOperations", true);
                }
            });
        }
        if (recorder.from(12)) {
            recorder.ask("a topic by its id", byId(topic.withId(recorder).id()));
            recorder.ask(
                    "an id that no topic has",
                    byId(PreparedTopic.missing(recorder).id()));
        }
    }

    private static Consumer<MessageBuilder> byName(Recorder recorder, String name) {
        return body -> {
            noneCreated(recorder, body);
            body.add("Topics", topic -> topic.set("Name", name));
        };
    }

    private static Consumer<MessageBuilder> byId(UUID id) {
        return body -> body.set("AllowAutoTopicCreation", false)
                .add("Topics", topic -> topic.set("Name", null).set("TopicId", id));
    }

    private static void noneCreated(Recorder recorder, MessageBuilder body) {
        if (recorder.from(4)) {
            body.set("AllowAutoTopicCreation", false);
        }
        body.set("Topics", List.of());
    }
}
