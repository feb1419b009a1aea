package io.kspec.suite.checks.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.ReplicaRequests;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A topic of one partition whose replicas a check places and moves. */
final class MovedReplicas {
    private static final int TIMEOUT_MS = 10_000;
    private static final String CREATED = "Topics[0].ErrorCode";
    private static final String REASSIGNED = "Responses[0].";
    private static final String LEADER = "LeaderId";
    private static final String REPLICAS = "ReplicaNodes";

    private final Case test;
    private final String topic;

    private MovedReplicas(Case test, String topic) {
        this.test = test;
        this.topic = topic;
    }

    /**
     * Creates the topic on some brokers, and waits until the first of them leads it.
     *
     * @throws TestAbortedException if the target refuses these brokers
     */
    static MovedReplicas on(Case test, List<Integer> replicas, Map<String, String> configs) {
        NewTopic topic = NewTopic.withDefaults(test.name("moved"))
                .assigned(Map.of(0, replicas))
                .configs(configs);
        MovedReplicas moved = new MovedReplicas(test, topic.name());
        return test.need("a topic on chosen brokers", List.of("CreateTopics", "Metadata"), () -> {
            Answer created = test.ask(TopicRequests.create(TIMEOUT_MS, topic)).expectSize("Topics", 1);
            if (created.number(CREATED) == ErrorCode.INVALID_REPLICA_ASSIGNMENT.code()) {
                throw new TestAbortedException("the target does not let clients place replicas on brokers " + replicas);
            }
            created.expectError(CREATED, ErrorCode.NONE);
            moved.expectLeader(replicas.get(0));
            return moved;
        });
    }

    String topic() {
        return topic;
    }

    /**
     * Moves the partition, and expects that this begins.
     *
     * @param replicas null to go back where it was before a reassignment in progress
     */
    void to(@Nullable List<Integer> replicas) {
        String need = replicas == null ? "a reassignment that can be cancelled" : "a partition that can be moved";
        test.need(need, List.of("AlterPartitionReassignments"), () -> test.ask(
                        ReplicaRequests.reassign(topic, 0, replicas))
                .expectError("ErrorCode", ErrorCode.NONE)
                .expectSize("Responses", 1)
                .expectSize(REASSIGNED + "Partitions", 1)
                .expectError(REASSIGNED + "Partitions[0].ErrorCode", ErrorCode.NONE));
    }

    /** Expects that Metadata soon shows that a broker leads. */
    void expectLeader(int broker) {
        Answer last = awaitMetadata(metadata ->
                find(metadata, LEADER).filter(found -> found.equals(broker)).isPresent());
        last.expect(MetadataEntries.partition(last, topic, 0) + LEADER, broker);
    }

    /** Expects that Metadata soon shows replicas on these brokers, in whatever order. */
    void expectReplicas(Set<Integer> brokers) {
        Answer last = awaitMetadata(metadata -> replicas(metadata).equals(brokers));
        String path = MetadataEntries.partition(last, topic, 0) + REPLICAS;
        last.expect(replicas(last).equals(brokers), path, "the brokers " + brokers, last.list(path));
    }

    /** Whether Metadata shows replicas on these brokers and no others now. */
    boolean isOn(Set<Integer> brokers) {
        return replicas(test.ask(MetadataRequests.topics(topic))).equals(brokers);
    }

    private Set<Object> replicas(Answer metadata) {
        return find(metadata, REPLICAS)
                .map(found -> Set.<Object>copyOf((List<?>) found))
                .orElse(Set.of());
    }

    private Optional<Object> find(Answer metadata, String field) {
        return metadata.entry("Topics[Name=" + topic + "].Partitions[PartitionIndex=0]")
                .flatMap(partition -> metadata.find(partition + field));
    }

    private Answer awaitMetadata(Predicate<Answer> holds) {
        return Await.of("Metadata of " + topic, test.stage().settings().readTimeout())
                .last(() -> test.ask(MetadataRequests.topics(topic)), holds);
    }
}
