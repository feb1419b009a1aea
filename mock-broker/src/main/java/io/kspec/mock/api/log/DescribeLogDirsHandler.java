package io.kspec.mock.api.log;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * DescribeLogDirs. There is one directory; its size is the space that the mock has for records. Topics and partitions that
 * have no replica on the broker are left out.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible. v3: an error code for the whole response.
 *   <li>v4: the total and usable size of the directory's volume (KIP-827).
 *   <li>v5: whether the directory is cordoned (KIP-1066), which it never is.
 * </ul>
 */
public final class DescribeLogDirsHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeLogDirsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeLogDirs";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    /** A topic, and the indexes of those of its partitions that are described. */
    private record DescribedTopic(Topic topic, List<Integer> partitions) {}

    /** The directory of a broker. */
    static String directory(Cluster cluster, int nodeId) {
        return Objects.requireNonNull(cluster.configs().brokers().value(nodeId, "log.dirs"), "log.dirs");
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<DescribedTopic> asked =
                request.isNull("Topics") ? all(context.brokerId()) : chosen(request, context.brokerId());
        List<DescribedTopic> topics = cluster.release().isAtLeast(3, 9) ? asked : withOthers(asked, context.brokerId());
        MessageBuilder response = context.response();
        response.add("Results", result -> result.set("LogDir", directory(cluster, context.brokerId()))
                .setIfPresent("TotalBytes", cluster.space().capacity())
                .setIfPresent("UsableBytes", cluster.space().free())
                .setEach("Topics", topics, DescribeLogDirsHandler::fill));
        return HandlerAnswer.now(response.build());
    }

    private List<DescribedTopic> all(int broker) {
        List<DescribedTopic> all = new ArrayList<>();
        for (Topic topic : cluster.topics().all()) {
            List<Integer> partitions = new ArrayList<>();
            for (int i = 0; i < topic.partitions().size(); i++) {
                if (cluster.replicas().of(topic, i).isReplica(broker)) {
                    partitions.add(i);
                }
            }
            if (!partitions.isEmpty()) {
                all.add(new DescribedTopic(topic, partitions));
            }
        }
        return all;
    }

    private List<DescribedTopic> chosen(Message request, int broker) {
        Map<String, SortedSet<Integer>> asked = new LinkedHashMap<>();
        for (Message topic : request.getStructs("Topics")) {
            asked.computeIfAbsent(topic.getString("Topic"), absent -> new TreeSet<>())
                    .addAll(topic.getInts("Partitions"));
        }
        List<DescribedTopic> chosen = new ArrayList<>();
        asked.forEach((name, partitions) -> {
            Optional<Topic> topic = cluster.topics().find(name);
            if (topic.isPresent()) {
                partitions.removeIf(index -> topic.get().partition(index).isEmpty()
                        || !cluster.replicas().of(topic.get(), index).isReplica(broker));
                if (!partitions.isEmpty()) {
                    chosen.add(new DescribedTopic(topic.get(), List.copyOf(partitions)));
                }
            }
        });
        return chosen;
    }

    /** Before 3.9, Kafka also lists the topics of which nothing was asked, without partitions. */
    private List<DescribedTopic> withOthers(List<DescribedTopic> chosen, int broker) {
        return all(broker).stream()
                .map(each -> chosen.stream()
                        .filter(asked -> asked.topic().equals(each.topic()))
                        .findFirst()
                        .orElse(new DescribedTopic(each.topic(), List.of())))
                .toList();
    }

    private static void fill(MessageBuilder result, DescribedTopic described) {
        result.set("Name", described.topic().name());
        result.setEach("Partitions", described.partitions(), (entry, index) -> {
            PartitionLog log = described.topic().partitions().get(index);
            entry.set("PartitionIndex", index).set("PartitionSize", log.sizeInBytes());
        });
    }
}
