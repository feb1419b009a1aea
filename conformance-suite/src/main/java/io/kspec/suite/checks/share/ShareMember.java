package io.kspec.suite.checks.share;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.ShareMembership;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.group.NewerGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A member of a share group, or a client that will be one. It remembers its epoch and what it is assigned. */
final class ShareMember {
    static final int JOIN = 0;
    static final int LEAVE = -1;
    private static final String ERROR = "ErrorCode";
    private static final String ASSIGNMENT = "Assignment";
    private static final String API = "ShareGroupHeartbeat";

    private final Case test;
    private final String role;
    private final ShareMembership identity;
    private final Map<UUID, SortedSet<Integer>> assigned = new HashMap<>();
    private int epoch;
    /** The last answer that told an assignment, or else the last one. */
    private @Nullable Answer told;

    ShareMember(Case test, String role, String groupId) {
        this.test = test;
        this.role = role;
        this.identity = new ShareMembership(groupId, NewerGroups.memberId(test));
    }

    ShareMembership identity() {
        return identity;
    }

    String role() {
        return role;
    }

    int epoch() {
        return epoch;
    }

    /** Joins, or joins again, and expects success. */
    Answer join(String... topics) {
        return test.need("a member of a share group", List.of(API), () -> expectAccepted(send(joining(topics))));
    }

    /** The request by which it joins. */
    ClientRequest joining(String... topics) {
        return ShareRequests.heartbeat(identity, JOIN, List.of(topics));
    }

    /** Expects no error. */
    static Answer expectAccepted(Answer answer) {
        return answer.expectError(ERROR, ErrorCode.NONE);
    }

    /** Sends a heartbeat that tells nothing new, and expects success. */
    Answer heartbeat() {
        return expectAccepted(send(ShareRequests.heartbeat(identity, epoch, null)));
    }

    /** Leaves, and expects the answer to say so. */
    Answer leave() {
        return expectAccepted(send(ShareRequests.heartbeat(identity, LEAVE, null)))
                .expect("MemberEpoch", LEAVE);
    }

    void leaveIfJoined() {
        if (epoch > 0) {
            Answer unused = send(ShareRequests.heartbeat(identity, LEAVE, null));
        }
    }

    /** Sends a request to the coordinator, and takes over what the answer tells. */
    Answer send(ClientRequest request) {
        Connection connection = test.role(role).coordinator(CoordinatorType.GROUP, identity.groupId());
        Answer answer = test.ask(connection, request);
        if (told == null) {
            told = answer;
        }
        if (answer.number(ERROR) == ErrorCode.NONE.code()) {
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

    /** The partitions of a topic that it is assigned. */
    SortedSet<Integer> assigned(UUID topicId) {
        SortedSet<Integer> found = assigned.get(topicId);
        return found == null ? new TreeSet<>() : new TreeSet<>(found);
    }

    /** Expects that it is assigned no partitions of other topics. */
    void expectOnly(UUID topicId) {
        Answer evidence = Objects.requireNonNull(told, "a member that has sent something");
        evidence.expect(
                assigned.keySet().equals(Set.of(topicId)),
                ASSIGNMENT,
                "partitions of topic " + topicId + " alone",
                assigned.keySet());
    }

    /** Sends heartbeats until its partitions of a topic are as wanted, and expects them to be. */
    void await(UUID topicId, Duration limit, String expected, Predicate<SortedSet<Integer>> wanted) {
        Answer last = Await.of("an assignment", limit)
                .every(ShareGroup.INTERVAL)
                .last(this::heartbeat, answer -> wanted.test(assigned(topicId)));
        Answer evidence = told == null ? last : told;
        evidence.expect(
                wanted.test(assigned(topicId)),
                ASSIGNMENT,
                expected + " of topic " + topicId,
                new ArrayList<>(assigned(topicId)));
    }
}
