package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** ListOffsets requests. */
public final class ListOffsetsRequests {
    private ListOffsetsRequests() {}

    /** Asks as a consumer. */
    public static ClientRequest list(OffsetQuery... queries) {
        return list(Arrays.asList(queries));
    }

    /** Asks as a consumer. */
    public static ClientRequest list(Collection<OffsetQuery> queries) {
        List<OffsetQuery> all = List.copyOf(queries);
        return ClientRequest.of("ListOffsets", body -> body.set("ReplicaId", -1)
                .setEach("Topics", TopicIdentity.byTopic(all, OffsetQuery::topic), ListOffsetsRequests::writeTopic));
    }

    private static void writeTopic(MessageBuilder data, List<OffsetQuery> ofTopic) {
        ofTopic.get(0).topic().writeTo(data, "Name");
        data.setEach("Partitions", ofTopic, (entry, query) -> entry.set("PartitionIndex", query.partition())
                .setIfPresent("CurrentLeaderEpoch", query.leaderEpoch())
                .set("Timestamp", query.timestamp())
                .setIfPresent("MaxNumOffsets", query.maxOffsets()));
    }
}
