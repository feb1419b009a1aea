package io.kspec.golden.recording;

import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ShareRequests;
import java.util.function.Consumer;

/** The requests of leaders and of the coordinator of groups to the share coordinator (KIP-932), about a group of their own. */
final class PreparedShareState {
    static final int STATE_EPOCH = 1;
    static final int LEADER_EPOCH = 0;

    private PreparedShareState() {}

    /** A request about a partition of a topic. */
    static ClientRequest request(
            Recorder recorder, String api, PreparedTopic topic, int partition, Consumer<MessageBuilder> fill) {
        return ShareRequests.state(api, recorder.name(), topic.id(), partition, fill);
    }

    /** Begins the state of a partition with an offset. */
    static ClientRequest initializing(Recorder recorder, PreparedTopic topic, int partition) {
        return request(
                recorder, "InitializeShareGroupState", topic, partition, entry -> entry.set("StateEpoch", STATE_EPOCH)
                        .set("StartOffset", 5L));
    }

    /** Writes that two records were delivered once. */
    static ClientRequest writing(Recorder recorder, PreparedTopic topic, int partition) {
        return request(recorder, "WriteShareGroupState", topic, partition, entry -> entry.set("StateEpoch", STATE_EPOCH)
                .set("LeaderEpoch", LEADER_EPOCH)
                .set("StartOffset", 5L)
                .add("StateBatches", batch -> batch.set("FirstOffset", 5L)
                        .set("LastOffset", 6L)
                        .set("DeliveryState", 0)
                        .set("DeliveryCount", 1)));
    }

    static ClientRequest reading(Recorder recorder, String api, PreparedTopic topic, int partition) {
        return request(recorder, api, topic, partition, entry -> entry.set("LeaderEpoch", LEADER_EPOCH));
    }

    /** A topic that the coordinators know. */
    static PreparedTopic topic(Recorder recorder) {
        PreparedTopic topic = PreparedTopic.create(recorder, 2).withId(recorder);
        recorder.ground().awaitTopicOfGroups(topic.name());
        return topic;
    }

    /** A topic, and the state of its first partition. */
    static PreparedTopic prepare(Recorder recorder) {
        PreparedTopic topic = topic(recorder);
        recorder.prepare(Recorder.CLIENT, "a state", initializing(recorder, topic, 0), 0);
        return topic;
    }
}
