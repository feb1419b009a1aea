package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ReplicaRequests;

/** The partitions of topics, all at once or with a limit and a cursor (KIP-966). */
final class DescribeTopicPartitionsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeTopicPartitions";
    }

    /** It asks for all topics, also those of others. */
    @Override
    public boolean hasEmptyRequest(int version) {
        return false;
    }

    @Override
    public void play(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 3);
        PreparedTopic second = PreparedTopic.create(recorder, "second", 1);
        String missing = recorder.name("missing");
        ClientRequest both = ReplicaRequests.describeTopics(second.name(), topic.name());
        recorder.ask("a topic of three partitions", ReplicaRequests.describeTopics(topic.name()));
        recorder.ask("two topics", both);
        recorder.ask("a topic that does not exist", ReplicaRequests.describeTopics(missing));
        recorder.ask(
                "a topic that exists and one that does not", ReplicaRequests.describeTopics(missing, topic.name()));
        recorder.ask("a topic named twice", ReplicaRequests.describeTopics(topic.name(), topic.name()));
        recorder.ask("a name that no topic may have", ReplicaRequests.describeTopics("kspec/capture"));
        recorder.ask("at most two partitions", limit(both, 2));
        recorder.ask("at most three partitions", limit(both, 3));
        recorder.ask("at most four partitions", limit(both, 4));
        recorder.ask("the rest, from a cursor", cursor(both, topic.name(), 2));
        recorder.ask("from a cursor within the first topic, at most two", limit(cursor(both, topic.name(), 1), 2));
        recorder.ask("from a cursor at the second topic", cursor(both, second.name(), 0));
        recorder.ask("from a cursor at a topic that does not exist", cursor(both, missing, 0));
        recorder.ask(
                "from a cursor at a topic that was asked for and does not exist",
                cursor(ReplicaRequests.describeTopics(missing, second.name()), missing, 0));
        recorder.ask("from a cursor beyond the last partition", cursor(both, topic.name(), 7));
        recorder.ask("from a cursor at a negative partition", cursor(both, topic.name(), -1));
        recorder.ask("at most no partitions", limit(both, 0));
    }

    private static ClientRequest limit(ClientRequest request, int partitions) {
        return request.with(body -> body.set("ResponsePartitionLimit", partitions));
    }

    private static ClientRequest cursor(ClientRequest request, String topic, int partition) {
        return request.with(body ->
                body.setStruct("Cursor", start -> start.set("TopicName", topic).set("PartitionIndex", partition)));
    }
}
