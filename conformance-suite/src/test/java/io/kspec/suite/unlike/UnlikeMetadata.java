package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brokers that differ in what they say of the cluster, its topics and its coordinators. */
final class UnlikeMetadata {
    private static final String METADATA = "metadata.*";
    private static final String FIRST_TIME = "asks to come again for each coordinator";

    static final UnlikeBroker EMPTY_RACKS = that(
                    "has empty racks", METADATA, "find-coordinator.group-has-one", "fetch.idle-wait-ends")
            .answering("Metadata", response -> Rewrites.set(response, "Brokers[*].Rack", ""));

    static final List<UnlikeBroker> ALL = List.of(
            EMPTY_RACKS,
            that("has a cluster id of another form and node id 0", METADATA, "find-coordinator.*")
                    .configured(broker -> broker.clusterId("größe/1").nodeIds(0)),
            that("has the highest node id", METADATA, "find-coordinator.*", "offset-fetch.named-coordinator-answers")
                    .configured(broker -> broker.nodeIds(Integer.MAX_VALUE)),
            that("has no cluster id", METADATA, "describe-cluster.*")
                    .answering("Metadata", response -> Rewrites.set(response, "ClusterId", null))
                    .but("metadata.cluster-has-an-id"),
            that(
                            "has no topic ids, nor versions that need them",
                            METADATA,
                            "create-topics.*",
                            "fetch.*",
                            "delete-topics.*")
                    .answering("Metadata", response -> Rewrites.set(response, "Topics[*].TopicId", KafkaUuid.ZERO))
                    .answering("CreateTopics", response -> Rewrites.set(response, "Topics[*].TopicId", KafkaUuid.ZERO))
                    .configured(broker -> broker.versions("Fetch", new Versions(0, 12))
                            .versions("Produce", new Versions(0, 12))
                            .versions("DeleteTopics", new Versions(0, 5)))
                    .but("metadata.topic-has-an-id", "create-topics.tells-what-was-made"),
            that("does not tell what it made of a topic", "create-topics.*")
                    .answering(
                            "CreateTopics",
                            response -> Rewrites.set(
                                    Rewrites.set(response, "Topics[*].NumPartitions", -1),
                                    "Topics[*].ReplicationFactor",
                                    -1))
                    .but("create-topics.tells-what-was-made"),
            that("creates no topics that nobody created", METADATA, "produce.unknown-topic-answered")
                    .configured(broker -> broker.autoCreateTopics(false)),
            that(
                            "creates topics only when Metadata asks for them, with four partitions, and deletes none",
                            METADATA,
                            "create-*",
                            "delete-*",
                            "describe-topic-partitions.*",
                            "fetch.every-partition",
                            "list-offsets.*",
                            "offset-commit.unknown-topic-refused",
                            "offset-fetch.*",
                            "produce.all-partitions-answered",
                            "ready.*")
                    .configured(broker -> broker.versions("CreateTopics", Versions.NONE)
                            .versions("DeleteTopics", Versions.NONE)
                            .brokerConfig("num.partitions", "4")),
            that("has no leader epochs", METADATA, "fetch.*", "list-offsets.*", "offset-for-leader-epoch.*")
                    .answering(
                            "Metadata", response -> Rewrites.set(response, "Topics[*].Partitions[*].LeaderEpoch", -1))
                    .answering(
                            "ListOffsets",
                            response -> Rewrites.set(response, "Topics[*].Partitions[*].LeaderEpoch", -1)),
            that(
                            FIRST_TIME,
                            "find-coordinator.*",
                            "offset-fetch.uncommitted-is-minus-one",
                            "rules.any-client-id",
                            "rules.unknown-tags-ignored")
                    .with(new NotAvailableAtFirst()));

    private UnlikeMetadata() {}

    /** Answers COORDINATOR_NOT_AVAILABLE the first time that a key is looked up, as Apache Kafka does before its first group. */
    private static final class NotAvailableAtFirst implements Unlikeness {
        private final Set<String> known = new HashSet<>();

        @Override
        public synchronized Message response(Message request, Message response) {
            boolean firstTime = response.id().name().equals("FindCoordinator") && known.add(request.toString());
            if (!firstTime || !isKnown(request)) {
                return response;
            }
            short error = ErrorCode.COORDINATOR_NOT_AVAILABLE.code();
            return Rewrites.set(Rewrites.set(response, "ErrorCode", error), "Coordinators[*].ErrorCode", error);
        }

        /** An unknown type of key is an error whatever the time. */
        private static boolean isKnown(Message request) {
            return !request.has("KeyType") || request.number(request.spec().field("KeyType")) <= 1;
        }
    }
}
