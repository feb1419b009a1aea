package io.kspec.golden.recording;

import io.kspec.stage.requests.MetadataRequests;

/** The brokers and the partitions of topics. Before version 4, who asks for a topic creates it. */
final class MetadataScript implements CaptureScript {
    @Override
    public String apiName() {
        return "Metadata";
    }

    /** In version 0, it asks for all topics, also those of others. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return version > 0;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2);
        recorder.ask("a topic of two partitions", MetadataRequests.topics(topic.name()));
        String missing = recorder.name("missing");
        recorder.ask(
                recorder.from(4) ? "a topic that does not exist" : "a topic that does not exist, and now will",
                MetadataRequests.topics(missing));
        recorder.ask("a name that no topic may have", MetadataRequests.topics("kspec/capture"));
        if (recorder.from(1)) {
            recorder.ask("no topics", MetadataRequests.noTopics());
        }
        if (recorder.from(8)) {
            recorder.ask(
                    "with the operations that the client may do",
                    MetadataRequests.topics(topic.name())
                            .with(body -> body.set("IncludeTopicAuthorizedOperations", true)
                                    .setIfPresent("IncludeClusterAuthorizedOperations", true)));
        }
        if (recorder.from(12)) {
            recorder.ask(
                    "a topic by its id",
                    MetadataRequests.topicWithId(topic.withId(recorder).id()));
            recorder.ask(
                    "an id that no topic has",
                    MetadataRequests.topicWithId(PreparedTopic.missing(recorder).id()));
        }
    }
}
