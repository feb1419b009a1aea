package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;

/** Fetch requests. */
public final class FetchRequests {
    private FetchRequests() {}

    /**
     * Fetches as a consumer, without a session and without waiting; with the topics' ids from version 13 on. The fields of
     * the request as a whole, such as {@code MaxWaitMs} and {@code SessionId}, can be changed afterwards.
     */
    public static ClientRequest fetch(FetchPosition... positions) {
        List<FetchPosition> all = List.of(positions);
        return ClientRequest.of("Fetch", body -> body.setIfPresent("ReplicaId", -1)
                .set("MaxWaitMs", 0)
                .set("MinBytes", 1)
                .setEach("Topics", TopicIdentity.byTopic(all, FetchPosition::topic), FetchRequests::writeTopic));
    }

    /**
     * The same request, which also removes partitions from its session; from version 7 on.
     *
     * @param positions where these partitions were fetched from; only topic and partition are sent
     */
    public static ClientRequest forgetting(ClientRequest fetch, FetchPosition... positions) {
        List<FetchPosition> all = List.of(positions);
        return fetch.with(body -> body.setEach(
                "ForgottenTopicsData", TopicIdentity.byTopic(all, FetchPosition::topic), (data, ofTopic) -> {
                    ofTopic.get(0).topic().writeTo(data, "Topic");
                    data.set(
                            "Partitions",
                            ofTopic.stream().map(FetchPosition::partition).toList());
                }));
    }

    private static void writeTopic(MessageBuilder data, List<FetchPosition> ofTopic) {
        ofTopic.get(0).topic().writeTo(data, "Topic");
        data.setEach("Partitions", ofTopic, (entry, position) -> entry.set("Partition", position.partition())
                .setIfPresent("CurrentLeaderEpoch", position.leaderEpoch())
                .set("FetchOffset", position.offset())
                .set("PartitionMaxBytes", position.maxBytes()));
    }
}
