package io.kspec.mock.api.metadata;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicName;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metadata.
 *
 * <ul>
 *   <li>v0: an empty list requests all topics.
 *   <li>v1: null requests all topics, an empty list none; racks, controller id, internal topics.
 *   <li>v2: the cluster id. v3: throttle time.
 *   <li>v4: the client chooses whether unknown topics may be created; before, they always may.
 *   <li>v5: offline replicas. v7: leader epochs.
 *   <li>v8: authorized operations on request; those on the cluster only until v10 (KIP-700).
 *   <li>v9: flexible.
 *   <li>v10: topic ids in responses. Until v11, a topic without a name is refused with INVALID_REQUEST.
 *   <li>v12: topics may be requested by id; an unknown id is answered UNKNOWN_TOPIC_ID.
 *   <li>v13: an error code for the whole response (KIP-1102).
 * </ul>
 */
public final class MetadataHandler implements ApiHandler {
    /** The replication factor of topics that are created on request. */
    private static final int CLUSTER_DEFAULT = -1;

    private final Cluster cluster;
    private final PartitionEntries partitions;

    public MetadataHandler(Cluster cluster) {
        this.cluster = cluster;
        this.partitions = new PartitionEntries(cluster.replicas(), cluster.brokers());
    }

    /** A topic of the response: how it was requested, and what was found. */
    private record Entry(@Nullable String name, UUID id, ErrorCode error, @Nullable Topic topic) {
        static Entry of(Topic topic) {
            return new Entry(topic.name(), topic.id(), ErrorCode.NONE, topic);
        }
    }

    @Override
    public String api() {
        return "Metadata";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 13);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        int version = context.version();
        ErrorCode misfit = check(request, version);
        if (misfit != ErrorCode.NONE) {
            return HandlerAnswer.now(refusal(request, misfit, context));
        }
        MessageBuilder response = context.response();
        response.setEach("Brokers", cluster.brokers().live(), (entry, broker) -> entry.set("NodeId", broker.nodeId())
                .set("Host", broker.host())
                .set("Port", broker.port(context.listener()))
                .setIfPresent("Rack", broker.rack()));
        response.setIfPresent("ClusterId", cluster.id())
                .setIfPresent("ControllerId", cluster.controller().nodeId());
        boolean withOperations = version >= 8 && request.getBoolean("IncludeTopicAuthorizedOperations");
        response.setEach("Topics", entries(request, version), (topic, entry) -> {
            topic.set("ErrorCode", entry.error())
                    .set("Name", entry.name())
                    .setIfPresent("TopicId", entry.id())
                    .setIfPresent("IsInternal", entry.name() != null && TopicName.isInternal(entry.name()));
            if (entry.topic() != null) {
                topic.set("Partitions", partitions.of(entry.topic(), topic.spec(), version));
            }
            if (withOperations && entry.name() != null) {
                topic.set("TopicAuthorizedOperations", AllOperations.TOPIC);
            }
        });
        if (version >= 8 && version <= 10 && request.getBoolean("IncludeClusterAuthorizedOperations")) {
            response.set("ClusterAuthorizedOperations", AllOperations.CLUSTER);
        }
        return HandlerAnswer.now(response.build());
    }

    /** Before version 12 a topic must have a name; from then on, a name or an id. */
    private static ErrorCode check(Message request, int version) {
        for (Message topic : request.getStructs("Topics")) {
            if (topic.isNull("Name") && version < 12) {
                return ErrorCode.INVALID_REQUEST;
            }
            if (topic.isNull("Name") && topic.getUuid("TopicId").equals(KafkaUuid.ZERO)) {
                return ErrorCode.UNKNOWN_SERVER_ERROR;
            }
        }
        return ErrorCode.NONE;
    }

    private static Message refusal(Message request, ErrorCode error, RequestContext context) {
        return context.response()
                .setEach("Topics", request.getStructs("Topics"), (topic, asked) -> topic.set("ErrorCode", error)
                        .set("Name", asked.isNull("Name") ? "" : asked.getString("Name"))
                        .set("TopicId", asked.getUuid("TopicId")))
                .build();
    }

    /** As in Kafka, names are ignored if there is an id among the topics; Java consumers send ids with empty names. */
    private List<Entry> entries(Message request, int version) {
        List<Message> asked = request.getStructs("Topics");
        boolean all = version == 0 ? asked.isEmpty() : request.isNull("Topics");
        if (all) {
            return cluster.topics().all().stream().map(Entry::of).toList();
        }
        boolean mayCreate =
                cluster.settings().autoCreateTopics() && (version < 4 || request.getBoolean("AllowAutoTopicCreation"));
        // A topic that is requested twice is answered once.
        Set<Message> topics = new LinkedHashSet<>(asked);
        List<UUID> ids = version < 12
                ? List.of()
                : topics.stream()
                        .map(topic -> topic.getUuid("TopicId"))
                        .filter(id -> !id.equals(KafkaUuid.ZERO))
                        .toList();
        return ids.isEmpty()
                ? topics.stream()
                        .map(topic -> byName(topic.getString("Name"), mayCreate))
                        .toList()
                : ids.stream().map(this::byId).toList();
    }

    private Entry byId(UUID id) {
        return cluster.topics()
                .find(id)
                .map(Entry::of)
                .orElseGet(() -> new Entry(null, id, ErrorCode.UNKNOWN_TOPIC_ID, null));
    }

    private Entry byName(String name, boolean mayCreate) {
        Optional<Topic> found = cluster.topics().find(name);
        if (found.isPresent()) {
            return Entry.of(found.get());
        }
        ErrorCode error = TopicName.fault(name) == null
                ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
                : ErrorCode.INVALID_TOPIC_EXCEPTION;
        if (mayCreate && error == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) {
            error = create(name);
        }
        return new Entry(name, KafkaUuid.ZERO, error, null);
    }

    /** As in Kafka, this response still says that the topic is unknown; the next one has the new topic. */
    private ErrorCode create(String name) {
        Optional<Kind> coordinated = Kind.of(name);
        if (coordinated.isPresent()) {
            cluster.createTopicOf(coordinated.get());
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        try {
            int partitions = cluster.settings().defaultPartitions();
            List<List<Integer>> replicas = cluster.replicas().choose(partitions, CLUSTER_DEFAULT);
            cluster.create(name, replicas, TopicConfigs.DEFAULTS);
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        } catch (TopicRefusal refused) {
            return refused.error();
        }
    }
}
