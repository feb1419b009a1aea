package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.AclBinding;
import io.kspec.stage.requests.AclRequests;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.StreamsApplication;
import io.kspec.stage.requests.StreamsRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.group.NewerGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A user who may use a streams group and nothing else, and a member of this group, which the user or the client of the run may be.
 * Closing it makes the member leave, and deletes the user and all ACLs.
 */
final class StreamsUser implements AutoCloseable {
    static final String ERROR = "ErrorCode";

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final int JOIN = 0;
    private static final int LEAVE = -1;

    private final Case test;
    private final Access access;
    private final String groupId;
    private final String memberId;
    private final List<AclBinding> allowed = new ArrayList<>();

    StreamsUser(Case test) {
        this.test = test;
        this.groupId = test.name("streams");
        this.memberId = NewerGroups.memberId(test);
        this.access = new Access(test);
        boolean ready = false;
        try {
            allow(access.mayRead().on(AclRequests.GROUP, groupId));
            ready = true;
        } finally {
            if (!ready) {
                access.close();
            }
        }
    }

    /** The topic that exists. */
    String topic() {
        return access.topic();
    }

    /** The name of a changelog, which is deleted if somebody creates it. */
    String changelog() {
        String name = groupId + "-store-changelog";
        test.stage().topics().deleteOnClose(name);
        return name;
    }

    /** Allows the user to do something with topics. */
    void allow(int operation, String... topics) {
        allow(Stream.of(topics)
                .map(topic -> access.mayRead().on(AclRequests.TOPIC, topic).ofOperation(operation))
                .toArray(AclBinding[]::new));
    }

    private void allow(AclBinding... more) {
        allowed.addAll(List.of(more));
        access.create(allowed.toArray(AclBinding[]::new));
    }

    /** The connection of the user to the coordinator. */
    Connection connection() {
        return access.role().coordinator(CoordinatorType.GROUP, groupId);
    }

    /** The connection of the client of the run to the coordinator, which may do all. */
    Connection ofAdministrator() {
        return test.coordinator(CoordinatorType.GROUP, groupId);
    }

    /** Joins until the answer is as wanted: brokers learn of ACLs and topics a moment later. */
    Answer join(Connection client, StreamsApplication application, Predicate<Answer> wanted) {
        return await(client, StreamsRequests.join(member(JOIN), "process-of-" + memberId, application), wanted);
    }

    private Membership member(int epoch) {
        return Membership.of(groupId, memberId, epoch);
    }

    /** Sends heartbeats of the member after an answer until one is as wanted. */
    Answer goOn(Answer joined, Predicate<Answer> wanted) {
        return await(connection(), StreamsRequests.unchanged(member((int) joined.number("MemberEpoch"))), wanted);
    }

    /** Describes the group as the user until the answer is as wanted. */
    Answer describe(Predicate<Answer> wanted) {
        return await(connection(), StreamsRequests.describe(groupId), wanted);
    }

    private Answer await(Connection client, ClientRequest request, Predicate<Answer> wanted) {
        return Await.of(request.api().name(), test.stage().settings().readTimeout())
                .every(INTERVAL)
                .last(() -> available(test.ask(client, request)), wanted);
    }

    private static Answer available(Answer answer) {
        return answer.has(ERROR)
                ? NewerGroups.available(answer, ERROR, "Apache Kafka does where streams groups (KIP-1071) are disabled")
                : answer;
    }

    /** Whether an answer has a status: see the definition of StreamsGroupHeartbeatResponse. */
    static boolean hasStatus(Answer heartbeat, int code) {
        return heartbeat.list("Status").stream().anyMatch(status -> ((Message) status).getInt("StatusCode") == code);
    }

    /** Whether an answer has an error at a path. */
    static Predicate<Answer> said(String path, ErrorCode error) {
        return answer -> answer.number(path) == error.code();
    }

    @Override
    public void close() {
        try {
            Answer unused = test.ask(ofAdministrator(), StreamsRequests.unchanged(member(LEAVE)));
        } catch (StageFailure stays) {
            test.stage().transcript().note("the member of " + groupId + " remains: " + stays.getMessage());
        }
        access.close();
    }
}
