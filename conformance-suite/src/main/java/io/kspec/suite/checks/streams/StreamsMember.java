package io.kspec.suite.checks.streams;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.group.NewerGroups;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A member of a streams group, or a client that will be one. It remembers the epoch and the tasks that the coordinator gives
 * it, and has these tasks at once.
 */
final class StreamsMember {
    static final int JOIN = 0;
    static final int LEAVE = -1;
    /** The field that tells a member its active tasks. */
    static final String ACTIVE = "ActiveTasks";

    /** The fields that tell it the others. */
    static final String STANDBY = "StandbyTasks";

    static final String WARMUP = "WarmupTasks";

    private static final String ERROR = "ErrorCode";

    private final Case test;
    private final String groupId;
    private final Connection connection;
    private final StreamsApplication application;
    private final String id;
    private final SortedMap<String, SortedSet<Integer>> active = new TreeMap<>();
    private final SortedMap<String, SortedSet<Integer>> standby = new TreeMap<>();
    private int epoch;
    /** The last answer, and the last one that told tasks. */
    private @Nullable Answer last;

    private @Nullable Answer told;

    StreamsMember(Case test, String groupId, Connection connection, StreamsApplication application) {
        this.test = test;
        this.groupId = groupId;
        this.connection = connection;
        this.application = application;
        this.id = NewerGroups.memberId(test);
    }

    String id() {
        return id;
    }

    /** The id of the process that it is in, which no other member is in. */
    String processId() {
        return "process-of-" + id;
    }

    /** The topics that a subtopology of its application reads. */
    List<String> sources(String subtopology) {
        return application.parts().stream()
                .filter(part -> part.id().equals(subtopology))
                .flatMap(part -> part.sources().stream())
                .toList();
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
        return Membership.of(groupId, id, otherEpoch);
    }

    /** The request by which it joins. */
    ClientRequest joining() {
        return StreamsRequests.join(membership(JOIN), processId(), application);
    }

    /** Joins and expects to become a member. */
    Answer join() {
        return test.need(
                "a member of a streams group", List.of(StreamsGroup.HEARTBEAT), () -> expectAccepted(send(joining())));
    }

    /** Expects no error. */
    static Answer expectAccepted(Answer answer) {
        return answer.expectError(ERROR, ErrorCode.NONE);
    }

    /** Sends a heartbeat that tells nothing new, and expects success. */
    Answer heartbeat() {
        return expectAccepted(send(StreamsRequests.unchanged(membership())));
    }

    /** Sends a heartbeat that tells which tasks it has, those that it is assigned, and expects success. */
    Answer own() {
        return expectAccepted(send(owning()));
    }

    /** The request that tells which tasks it has. */
    ClientRequest owning() {
        return StreamsRequests.owning(membership(), lists(active), lists(standby));
    }

    private static SortedMap<String, List<Integer>> lists(SortedMap<String, SortedSet<Integer>> tasks) {
        SortedMap<String, List<Integer>> lists = new TreeMap<>();
        tasks.forEach((subtopology, partitions) -> lists.put(subtopology, List.copyOf(partitions)));
        return lists;
    }

    /** Sends heartbeats that tell what it has until its active tasks of a subtopology are all of some, and expects that. */
    void awaitAll(String subtopology, int tasks, Duration limit) {
        SortedSet<Integer> all = StreamsGroup.firstTasks(tasks);
        await(
                limit,
                () -> active(subtopology).equals(all),
                "the active tasks " + all + " of the subtopology " + subtopology);
    }

    /** Sends heartbeats that tell what it has until its tasks are as wanted, and expects them to be. */
    void await(Duration limit, BooleanSupplier wanted, String expected) {
        Answer unused = Await.of("an assignment", limit)
                .every(StreamsGroup.INTERVAL)
                .last(this::own, answer -> wanted.getAsBoolean());
        expectTasks(wanted.getAsBoolean(), expected);
    }

    /** Leaves, and expects the answer to say so. */
    Answer leave() {
        return expectAccepted(send(StreamsRequests.unchanged(membership(LEAVE))))
                .expect("MemberEpoch", LEAVE);
    }

    /** Sends a heartbeat, and expects to be no member of the group. */
    void expectUnknown(int otherEpoch) {
        send(StreamsRequests.unchanged(membership(otherEpoch))).expectError(ERROR, ErrorCode.UNKNOWN_MEMBER_ID);
    }

    /** Leaves, if it is a member as far as it knows. */
    void leaveIfJoined() {
        if (epoch > 0) {
            Answer unused = send(StreamsRequests.unchanged(membership(LEAVE)));
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
            epoch = (int) answer.number("MemberEpoch");
            if (answer.find(ACTIVE).isPresent()) {
                told = answer;
                take(answer, ACTIVE, active);
                take(answer, STANDBY, standby);
            }
        }
        return answer;
    }

    /**
     * Skips the case if an answer says UNSUPPORTED_VERSION: Apache Kafka advertises the API, and rejects it where its feature
     * {@code streams.version} is 0.
     */
    static Answer available(Answer answer, String errorPath) {
        return NewerGroups.available(
                answer, errorPath, "Apache Kafka does where streams groups (KIP-1071) are disabled");
    }

    private static void take(Answer answer, String field, SortedMap<String, SortedSet<Integer>> tasks) {
        tasks.clear();
        for (Object entry : answer.list(field)) {
            Message subtopology = (Message) entry;
            tasks.computeIfAbsent(subtopology.getString("SubtopologyId"), absent -> new TreeSet<>())
                    .addAll(subtopology.getInts("Partitions"));
        }
    }

    /** Closes all its tasks, as a member does that was fenced. */
    void forgetTasks() {
        active.clear();
        standby.clear();
    }

    /** The partitions of its active tasks of a subtopology. */
    SortedSet<Integer> active(String subtopology) {
        return active.getOrDefault(subtopology, new TreeSet<>());
    }

    /** The partitions of its standby tasks of a subtopology. */
    SortedSet<Integer> standby(String subtopology) {
        return standby.getOrDefault(subtopology, new TreeSet<>());
    }

    /** The last answer that told tasks or, if none did, the last one. */
    Answer told() {
        return told == null ? last() : told;
    }

    /** The last answer. */
    Answer last() {
        if (last == null) {
            throw new IllegalStateException("expected a member that has sent something");
        }
        return last;
    }

    /** Expects a condition of its tasks, blaming the answer that told its active ones. */
    void expectTasks(boolean holds, String expected) {
        expectTasks(holds, ACTIVE, expected, active);
    }

    /** As {@link #expectTasks}, of its standby tasks. */
    void expectStandby(boolean holds, String expected) {
        expectTasks(holds, STANDBY, expected, standby);
    }

    private void expectTasks(
            boolean holds, String field, String expected, SortedMap<String, SortedSet<Integer>> found) {
        told().expect(holds, field, expected, new TreeMap<>(found));
    }
}
