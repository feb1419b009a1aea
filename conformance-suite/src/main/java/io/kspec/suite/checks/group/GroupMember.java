package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group, or a client that will be one. It remembers the id and the generation that JoinGroup gives it and
 * sends them in what follows.
 */
public final class GroupMember {
    /** The protocol that members offer by default. */
    public static final String RANGE = "range";

    /**
     * Within Apache Kafka's default bounds of 6 s and 30 min, and long enough that no session ends while others wait for
     * what a check expects.
     */
    private static final int SESSION_TIMEOUT_MS = 30_000;

    private static final int REBALANCE_TIMEOUT_MS = 10_000;
    /** How long a broker may take to begin a rebalance: well below a session, whose end begins one too. */
    private static final Duration NOTICE = Duration.ofMillis(SESSION_TIMEOUT_MS / 2);

    /** The reason that members give for joining again or leaving, where the version has one (KIP-800). */
    private static final String REASON = "kspec conformance check";

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(5);
    private static final int FIRST_JOIN_THAT_REQUIRES_AN_ID = 4;

    private final Case test;
    private final Group group;
    private final Connection connection;
    private final Map<String, Bytes> protocols = new LinkedHashMap<>(Map.of(RANGE, Subscription.to("topic")));
    private String protocolType = "consumer";
    private String protocol = RANGE;
    private int rebalanceTimeoutMs = REBALANCE_TIMEOUT_MS;
    private @Nullable String instance;
    private String id = "";
    private int generation = -1;

    GroupMember(Case test, Group group, Connection connection) {
        this.test = test;
        this.group = group;
        this.connection = connection;
    }

    /** Replaces the offered protocols by one. */
    public GroupMember offer(String name, Bytes metadata) {
        protocols.clear();
        return alsoOffer(name, metadata);
    }

    /** Offers one more protocol, the least preferred. */
    public GroupMember alsoOffer(String name, Bytes metadata) {
        protocols.put(name, metadata);
        return this;
    }

    /** Sets the protocol type (default: {@code consumer}). */
    public GroupMember protocolType(String type) {
        protocolType = type;
        return this;
    }

    /** Sets how long the others wait for it in a rebalance, from JoinGroup v1 on. */
    public GroupMember rebalanceTimeout(int milliseconds) {
        rebalanceTimeoutMs = milliseconds;
        return this;
    }

    /** Makes it a static member, which needs JoinGroup v5. */
    public GroupMember instance(String instanceId) {
        instance = instanceId;
        return this;
    }

    /** The member id; empty before JoinGroup gave one. */
    public String id() {
        return id;
    }

    public int generation() {
        return generation;
    }

    /** The bytes that the leader assigns to it in {@link Group#sync}. */
    public Bytes expectedAssignment() {
        return Payload.text("assigned to " + id);
    }

    /** The connection over which it speaks. */
    public Connection connection() {
        return connection;
    }

    /** Joins and expects to become a member. */
    public Answer join() {
        String need = instance == null ? Group.A_MEMBER : "a static member of a group";
        return test.need(need, Group.JOINING, () -> expectJoined(startJoin().answer()));
    }

    /** Starts to join. Of the two requests that a new member sends since JoinGroup v4, the second is in flight. */
    public InFlight startJoin() {
        if (id.isEmpty() && instance == null && test.version("JoinGroup") >= FIRST_JOIN_THAT_REQUIRES_AN_ID) {
            askToJoin().expectError("ErrorCode", ErrorCode.MEMBER_ID_REQUIRED);
        }
        return sendJoin(body -> {});
    }

    /** Sends one JoinGroup request, and takes over the member id in the answer. */
    public Answer askToJoin() {
        return askToJoin(body -> {});
    }

    /**
     * Sends one JoinGroup request, and takes over the member id in the answer.
     *
     * @param change what differs in the request
     */
    public Answer askToJoin(Consumer<MessageBuilder> change) {
        return sendJoin(change).answer();
    }

    private InFlight sendJoin(Consumer<MessageBuilder> change) {
        JoinOffer offer = new JoinOffer(SESSION_TIMEOUT_MS, rebalanceTimeoutMs, protocolType, protocols);
        ClientRequest request = MembershipRequests.join(membership(), offer)
                .with(body -> body.setIfPresent("Reason", id.isEmpty() ? null : REASON))
                .with(change);
        return InFlight.send(test, connection, request, patience(), this::remember);
    }

    private Membership membership() {
        return new Membership(group.id(), id, generation, instance);
    }

    /** The target may wait for the whole rebalance timeout. */
    private Duration patience() {
        return test.stage().settings().readTimeout().plusMillis(rebalanceTimeoutMs);
    }

    private void remember(Answer answer) {
        long error = answer.number("ErrorCode");
        if (error == ErrorCode.NONE.code() || error == ErrorCode.MEMBER_ID_REQUIRED.code()) {
            id = answer.text("MemberId");
        }
        if (error == ErrorCode.NONE.code()) {
            generation = (int) answer.number("GenerationId");
            protocol = answer.text("ProtocolName");
        }
    }

    Answer expectJoined(Answer answer) {
        return answer.expectError("ErrorCode", ErrorCode.NONE)
                .expect("MemberId", "is not empty", found -> !found.equals(""));
    }

    /** Syncs, with assignments if this member leads, and expects success. */
    public Answer sync(Map<String, Bytes> assignments) {
        return startSync(assignments).answer().expectError("ErrorCode", ErrorCode.NONE);
    }

    /** Starts to sync. */
    public InFlight startSync(Map<String, Bytes> assignments) {
        return startSync(assignments, body -> {});
    }

    /**
     * Starts to sync.
     *
     * @param change what differs in the request
     */
    public InFlight startSync(Map<String, Bytes> assignments, Consumer<MessageBuilder> change) {
        ClientRequest request = MembershipRequests.sync(membership(), protocolType, protocol, assignments);
        return InFlight.send(test, connection, request.with(change), patience(), answer -> {});
    }

    /** Sends a heartbeat. */
    public Answer heartbeat() {
        return heartbeat(body -> {});
    }

    /**
     * Sends a heartbeat.
     *
     * @param change what differs in the request
     */
    public Answer heartbeat(Consumer<MessageBuilder> change) {
        return test.ask(connection, MembershipRequests.heartbeat(membership()).with(change));
    }

    /** Sends heartbeats until one fails, and expects that it says to rejoin. */
    public Answer awaitRebalance() {
        Duration readTimeout = test.stage().settings().readTimeout();
        Duration limit = readTimeout.compareTo(NOTICE) < 0 ? readTimeout : NOTICE;
        return Await.of("a rebalance", limit)
                .every(HEARTBEAT_INTERVAL)
                .last(this::heartbeat, answer -> answer.number("ErrorCode") != ErrorCode.NONE.code())
                .expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
    }

    /** Commits offsets as a member. */
    public Answer commit(Position... positions) {
        return commit(body -> {}, positions);
    }

    /**
     * Commits offsets as a member.
     *
     * @param change what differs in the request
     */
    public Answer commit(Consumer<MessageBuilder> change, Position... positions) {
        return test.ask(
                connection,
                group.offsets().commitRequest(membership(), positions).with(change));
    }

    /** Leaves by its member id. */
    public Answer leave() {
        return leaveOver(connection, id);
    }

    /** Leaves over another connection, if it has an id; the answer does not matter. */
    void leaveOver(Connection other) {
        if (!id.isEmpty()) {
            leaveOver(other, id);
        }
    }

    private Answer leaveOver(Connection other, String memberId) {
        return test.ask(
                other,
                MembershipRequests.leave(group.id(), Leaver.member(memberId).because(REASON)));
    }
}
