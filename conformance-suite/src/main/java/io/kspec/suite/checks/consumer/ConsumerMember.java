package io.kspec.suite.checks.consumer;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerGroupRequests;
import io.kspec.stage.requests.ConsumerOffer;
import io.kspec.stage.requests.Membership;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.group.NewerGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A member of a consumer group, or a client that will be one. It remembers the id, the epoch and the partitions that the
 * coordinator gives it, and owns these partitions at once.
 */
final class ConsumerMember {
    private static final String ERROR = "ErrorCode";
    private static final String ASSIGNMENT = "Assignment";
    /** From this version on, members choose their ids (KIP-1082). */
    private static final int OWN_IDS = 1;

    private final Case test;
    private final String groupId;
    private final Connection connection;
    private final ConsumerOffer offer;
    private final Map<UUID, SortedSet<Integer>> assigned = new LinkedHashMap<>();
    private @Nullable String instance;
    private String id;
    private int epoch;
    /** The last answer, and the last one that told an assignment. */
    private @Nullable Answer last;

    private @Nullable Answer told;

    ConsumerMember(Case test, String groupId, Connection connection, ConsumerOffer offer) {
        this.test = test;
        this.groupId = groupId;
        this.connection = connection;
        this.offer = offer;
        this.id = test.version(ConsumerGroup.HEARTBEAT) >= OWN_IDS ? NewerGroups.memberId(test) : "";
    }

    /** Makes it a static member. */
    ConsumerMember instance(String instanceId) {
        instance = instanceId;
        return this;
    }

    /** The member id; empty before the coordinator gave one, at version 0. */
    String id() {
        return id;
    }

    int epoch() {
        return epoch;
    }

    /** The member as it is. */
    Membership membership() {
        return membership(epoch);
    }

    /** The member as it would be in an epoch. */
    Membership membership(int otherEpoch) {
        return new Membership(groupId, id, otherEpoch, instance);
    }

    /** The request by which it joins. */
    ClientRequest joining() {
        return ConsumerGroupRequests.full(membership(ConsumerGroupRequests.JOIN), offer);
    }

    /** Joins and expects to become a member. */
    Answer join() {
        return test.need(
                "a member of a consumer group",
                List.of(ConsumerGroup.HEARTBEAT),
                () -> expectAccepted(send(joining())));
    }

    /** Expects no error. */
    static Answer expectAccepted(Answer answer) {
        return answer.expectError(ERROR, ErrorCode.NONE);
    }

    /** Sends a heartbeat that tells nothing new, and expects success. */
    Answer heartbeat() {
        return expectAccepted(send(ConsumerGroupRequests.unchanged(membership())));
    }

    /** Sends a heartbeat that tells which partitions it owns, those that it is assigned, and expects success. */
    Answer own() {
        return expectAccepted(send(owning(epoch)));
    }

    /** The request that tells which partitions it owns. */
    ClientRequest owning(int otherEpoch) {
        Map<UUID, List<Integer>> owned = new LinkedHashMap<>();
        assigned.forEach((topic, partitions) -> owned.put(topic, List.copyOf(partitions)));
        return ConsumerGroupRequests.owning(membership(otherEpoch), owned);
    }

    /**
     * Sends heartbeats that tell what it owns until its partitions of a topic are as wanted, and returns the last answer.
     *
     * @param limit how long to wait
     */
    Answer await(UUID topicId, Duration limit, Predicate<SortedSet<Integer>> wanted) {
        return Await.of("an assignment", limit)
                .every(ConsumerGroup.INTERVAL)
                .last(this::own, answer -> wanted.test(assigned(topicId)));
    }

    /** Sends heartbeats until it is assigned all of some partitions of a topic and no others. */
    void awaitAll(UUID topicId, int partitions, Duration limit) {
        SortedSet<Integer> all = ConsumerGroup.all(partitions);
        Answer unused = await(topicId, limit, all::equals);
        expectAssigned(assigned(topicId).equals(all), "the partitions " + all, topicId);
    }

    /** Leaves, for good or for a while, and expects the answer to have the epoch that says so. */
    Answer leave(int leavingEpoch) {
        Answer answer = send(ConsumerGroupRequests.leave(membership(leavingEpoch)));
        return expectAccepted(answer).expect("MemberEpoch", leavingEpoch);
    }

    /** Leaves for good, if it is a member as far as it knows. */
    void leaveIfJoined() {
        if (epoch > 0 || epoch == ConsumerGroupRequests.LEAVE_FOR_A_WHILE) {
            Answer unused = send(ConsumerGroupRequests.leave(membership(ConsumerGroupRequests.LEAVE)));
        }
    }

    /**
     * Sends a request, and takes over what the answer tells.
     *
     * @throws TestAbortedException if the target does not coordinate such groups
     */
    Answer send(ClientRequest request) {
        Answer answer = available(test.ask(connection, request), ERROR);
        last = answer;
        if (answer.number(ERROR) == ErrorCode.NONE.code()) {
            answer.find("MemberId").ifPresent(given -> id = (String) given);
            epoch = (int) answer.number("MemberEpoch");
            answer.find(ASSIGNMENT).ifPresent(found -> take((Message) found, answer));
        }
        return answer;
    }

    private void take(Message assignment, Answer answer) {
        told = answer;
        assigned.clear();
        for (Message topic : assignment.getStructs("TopicPartitions")) {
            assigned.computeIfAbsent(topic.getUuid("TopicId"), absent -> new TreeSet<>())
                    .addAll(topic.getInts("Partitions"));
        }
    }

    /**
     * Skips the case if an answer says UNSUPPORTED_VERSION: Apache Kafka 3.9 advertises the API, and rejects it unless it is
     * enabled.
     */
    static Answer available(Answer answer, String errorPath) {
        return NewerGroups.available(
                answer, errorPath, "Apache Kafka 3.9 does where consumer groups (KIP-848) are disabled");
    }

    /** The partitions of a topic that it is assigned. */
    SortedSet<Integer> assigned(UUID topicId) {
        SortedSet<Integer> found = assigned.get(topicId);
        return found == null ? new TreeSet<>() : new TreeSet<>(found);
    }

    /** The last answer. */
    Answer last() {
        if (last == null) {
            throw new IllegalStateException("expected a member that has sent something");
        }
        return last;
    }

    /** Expects a condition of its partitions of a topic, blaming the answer that told them. */
    void expectAssigned(boolean holds, String expected, UUID topicId) {
        Answer evidence = told == null ? last() : told;
        evidence.expect(holds, ASSIGNMENT, expected + " of topic " + topicId, new ArrayList<>(assigned(topicId)));
    }
}
