package io.kspec.mock.api.topic;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.config.DescribedConfig;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CreateTopics.
 *
 * <ul>
 *   <li>v1: validate-only requests; error messages. v2: throttle time.
 *   <li>v4: partition count and replication factor may be left to the broker (KIP-464); Kafka allows that at every
 *       version.
 *   <li>v5: flexible; the response has the partition count, replication factor and configurations (KIP-525).
 *   <li>v6: THROTTLING_QUOTA_EXCEEDED is possible (KIP-599); before, the client is only throttled.
 *   <li>v7: topic ids in the response.
 * </ul>
 */
public final class CreateTopicsHandler implements ApiHandler {
    private static final int LEFT_TO_BROKER = -1;
    /** The most partitions that Kafka creates in a CreateTopics request, and that CreatePartitions adds to a topic. */
    static final int MAX_PARTITIONS = 10_000;

    private final Cluster cluster;

    public CreateTopicsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "CreateTopics";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 7);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean checkOnly = context.version() >= 1 && request.getBoolean("validateOnly");
        boolean tooMany = request.getStructs("Topics").stream()
                        .mapToLong(topic -> partitionsOf(topic))
                        .sum()
                > MAX_PARTITIONS;
        boolean timesOut = request.getInt("timeoutMs") <= 0;
        MessageBuilder response = context.response();
        response.setEach("Topics", byName(request).entrySet(), (result, asked) -> {
            result.set("Name", asked.getKey());
            try {
                if (asked.getValue().size() > 1) {
                    throw new TopicRefusal(ErrorCode.INVALID_REQUEST, "The topic is named more than once.");
                }
                if (tooMany) {
                    throw new TopicRefusal(
                            ErrorCode.POLICY_VIOLATION, "The request has more than " + MAX_PARTITIONS + " partitions.");
                }
                create(result, asked.getValue().get(0), checkOnly, timesOut, context);
            } catch (TopicRefusal refused) {
                refuse(result, refused);
            }
        });
        return HandlerAnswer.now(response.build());
    }

    private static Map<String, List<Message>> byName(Message request) {
        return request.getStructs("Topics").stream()
                .collect(Collectors.groupingBy(
                        topic -> topic.getString("Name"), LinkedHashMap::new, Collectors.toList()));
    }

    /** Creates a topic that is named once, or checks whether it could be created. */
    private void create(
            MessageBuilder result, Message asked, boolean checkOnly, boolean timesOut, RequestContext context) {
        String name = asked.getString("Name");
        int partitions = partitionsOf(asked);
        cluster.topics().check(name, Math.max(0, partitions));
        // As in Kafka, invalid configurations are refused before invalid partitions.
        TopicConfigs configs = configsOf(asked);
        List<List<Integer>> replicas = replicasOf(asked);
        if (timesOut) {
            // With a timeout of 0, Kafka times out immediately.
            throw new TopicRefusal(ErrorCode.REQUEST_TIMED_OUT, "");
        }
        if (context.throttle().refusesMutation(replicas.size(), context.version() >= 6, context.nowMs())) {
            throw new TopicRefusal(ErrorCode.THROTTLING_QUOTA_EXCEEDED, "The throttling quota has been exceeded.");
        }
        // Kafka generates an id even for a topic that it only validates.
        UUID id = checkOnly
                ? cluster.topics().drawId()
                : cluster.create(name, replicas, configs).id();
        result.setIfPresent("TopicId", id)
                .setIfPresent("ErrorMessage", null)
                .setIfPresent("NumPartitions", partitions)
                .setIfPresent("ReplicationFactor", replicas.get(0).size());
        if (result.has("Configs")) {
            result.setEach("Configs", sorted(configs, context), (entry, config) -> entry.set("Name", config.name())
                    .set("Value", value(config, configs))
                    .set("ReadOnly", config.readOnly())
                    .set("ConfigSource", config.source().code())
                    .set("IsSensitive", config.sensitive()));
        }
    }

    /** Unlike DescribeConfigs, the values as they were given, on whatever level. */
    private static @Nullable String value(DescribedConfig config, TopicConfigs configs) {
        String given = configs.given(config.name());
        if (given != null) {
            return given;
        }
        return config.synonyms().isEmpty()
                ? config.value()
                : config.synonyms().get(0).value();
    }

    private List<DescribedConfig> sorted(TopicConfigs configs, RequestContext context) {
        return configs.describe(cluster.configs().brokers(), context.brokerId()).stream()
                .sorted(Comparator.comparing(DescribedConfig::name))
                .toList();
    }

    private static void refuse(MessageBuilder result, TopicRefusal refused) {
        result.set("ErrorCode", refused.error());
        result.setIfPresent("ErrorMessage", refused.shownMessage())
                .setIfPresent("NumPartitions", -1)
                .setIfPresent("ReplicationFactor", -1);
        result.setIfPresent("Configs", List.of());
    }

    private int partitionsOf(Message asked) {
        int assigned = asked.getStructs("Assignments").size();
        if (assigned > 0) {
            return assigned;
        }
        int count = asked.getInt("NumPartitions");
        return count == LEFT_TO_BROKER ? cluster.settings().defaultPartitions() : count;
    }

    /** The replicas of each partition: those that the client chose, or those that the cluster chooses. */
    private List<List<Integer>> replicasOf(Message asked) {
        int count = asked.getInt("NumPartitions");
        int replication = asked.getInt("ReplicationFactor");
        List<Message> assignments = asked.getStructs("Assignments");
        if (!assignments.isEmpty()) {
            if (count != LEFT_TO_BROKER || replication != LEFT_TO_BROKER) {
                throw new TopicRefusal(
                        ErrorCode.INVALID_REQUEST,
                        "With partition assignments, the partition count and replication factor must be -1.");
            }
            return assigned(assignments);
        }
        if (count != LEFT_TO_BROKER && count <= 0) {
            throw new TopicRefusal(ErrorCode.INVALID_PARTITIONS, "A topic must have at least one partition.");
        }
        return cluster.replicas().choose(partitionsOf(asked), replication);
    }

    private List<List<Integer>> assigned(List<Message> assignments) {
        SortedMap<Integer, List<Integer>> byPartition = new TreeMap<>();
        for (Message assignment : assignments) {
            byPartition.put(assignment.getInt("PartitionIndex"), assignment.getInts("BrokerIds"));
        }
        List<List<Integer>> replicas = List.copyOf(byPartition.values());
        cluster.replicas().checkAssignments(replicas);
        if (replicas.size() < assignments.size()
                || byPartition.firstKey() != 0
                || byPartition.lastKey() != replicas.size() - 1) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT, "Partition indexes must start at 0 and have no gaps.");
        }
        return replicas;
    }

    private TopicConfigs configsOf(Message asked) {
        Map<String, String> values = new HashMap<>();
        List<String> withoutValue = new ArrayList<>();
        for (Message config : asked.getStructs("Configs")) {
            String value = config.getNullableString("Value");
            if (value == null) {
                withoutValue.add(config.getString("Name"));
            } else {
                values.put(config.getString("Name"), value);
            }
        }
        if (!withoutValue.isEmpty()) {
            throw new TopicRefusal(ErrorCode.INVALID_CONFIG, "Topic configs without a value: " + withoutValue + ".");
        }
        return TopicConfigs.of(values, cluster.configs().brokers());
    }
}
