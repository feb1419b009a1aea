package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.TopicRequests;
import java.util.List;
import java.util.UUID;

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
        recorder.ask("a topic that does not exist", delete(recorder.name("missing")));
        recorder.ask("the same topic twice", delete(topic.name(), topic.name()));
        recorder.ask("a topic", delete(topic.name()));
        if (recorder.from(6)) {
            UUID id =
                    PreparedTopic.create(recorder, "again", 1).withId(recorder).id();
            recorder.ask(
                    "an id that no topic has",
                    TopicRequests.deleteById(
                            TIMEOUT_MILLIS, PreparedTopic.missing(recorder).id()));
            recorder.ask("a topic by its id", TopicRequests.deleteById(TIMEOUT_MILLIS, id));
        }
    }

    private static ClientRequest delete(String... names) {
        return TopicRequests.delete(TIMEOUT_MILLIS, List.of(names));
    }
}
