package io.kspec.mock.api.log;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AlterReplicaLogDirs. There is one directory, which every replica is in already; another one is answered
 * LOG_DIR_NOT_FOUND, whether or not the partition exists.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible.
 * </ul>
 */
public final class AlterReplicaLogDirsHandler implements ApiHandler {
    private final Cluster cluster;

    public AlterReplicaLogDirsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AlterReplicaLogDirs";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String directory = DescribeLogDirsHandler.directory(cluster, context.brokerId());
        Map<String, SortedMap<Integer, ErrorCode>> results = new TreeMap<>();
        for (Message dir : request.getStructs("Dirs")) {
            boolean known = dir.getString("Path").equals(directory);
            for (Message topic : dir.getStructs("Topics")) {
                String name = topic.getString("Name");
                for (int partition : topic.getInts("Partitions")) {
                    results.computeIfAbsent(name, absent -> new TreeMap<>())
                            .put(
                                    partition,
                                    known ? check(name, partition, context.brokerId()) : ErrorCode.LOG_DIR_NOT_FOUND);
                }
            }
        }
        return HandlerAnswer.now(context.response()
                .setEach("Results", results.entrySet(), (result, topic) -> result.set("TopicName", topic.getKey())
                        .setEach("Partitions", topic.getValue().entrySet(), (entry, partition) -> entry.set(
                                        "PartitionIndex", partition.getKey())
                                .set("ErrorCode", partition.getValue())))
                .build());
    }

    private ErrorCode check(String topic, int partition, int broker) {
        return cluster.topics()
                        .find(topic)
                        .filter(found -> found.partition(partition).isPresent())
                        .filter(found -> cluster.replicas().of(found, partition).isReplica(broker))
                        .isPresent()
                ? ErrorCode.NONE
                : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
