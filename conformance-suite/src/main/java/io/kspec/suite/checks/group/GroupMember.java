package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Durations;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
    static final String REASON = "kspec conformance check";

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(20);
    /** How long a target takes, as a rule, to reject a request for want of a member id; one that takes longer may hold it. */
    private static final Duration ADMISSION = Duration.ofSeconds(2);

    /**
     * How many requests a newcomer sends at most. With an id from MEMBER_ID_REQUIRED it may still be unknown: Apache Kafka 3
     * removes a group that has no members yet whenever any topic is deleted, and answers COORDINATOR_NOT_AVAILABLE while it
     * does. Clients begin anew, without an id.
     */
    private static final int MOST_JOINS = 6;

    /** How a target refuses a member id that it gave and has forgotten, or is about to forget. */
    private static final Set<ErrorCode> FORGOTTEN =
            Set.of(ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.COORDINATOR_NOT_AVAILABLE);

    /** The topic that members subscribe to; it need not exist. */
    private static final String TOPIC = "topic";

    private final Case test;
    private final Group group;
    private final Connection connection;
    private final int number;
    private final Map<String, Bytes> protocols = new LinkedHashMap<>(Map.of(RANGE, Subscription.to(TOPIC)));
    private String protocolType = "consumer";
    private String protocol = RANGE;
    private int sessionTimeoutMs = SESSION_TIMEOUT_MS;
    private int rebalanceTimeoutMs = REBALANCE_TIMEOUT_MS;
    private @Nullable String instance;
    private String id = "";
    private String leader = "";
    private int generation = -1;
    /** A request to join that the target seems to hold; null if there is none. */
    private @Nullable InFlight joining;

    GroupMember(Case test, Group group, Connection connection, int number) {
        this.test = test;
        this.group = group;
        this.connection = connection;
        this.number = number;
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

    /** Sets after how long without a request from it the target takes it for dead. */
    GroupMember sessionTimeout(int milliseconds) {
        sessionTimeoutMs = milliseconds;
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

    /** The generations next to its own, except a negative one, which means none. */
    public List<Integer> otherGenerations() {
        return IntStream.of(generation - 1, generation + 1)
                .filter(other -> other >= 0)
                .boxed()
                .toList();
    }

    /** The assignment that the leader gives it in {@link Group#sync}: a partition that no other member of the group gets. */
    public Bytes expectedAssignment() {
        return ConsumerProtocol.assignment(0, Map.of(TOPIC, List.of(number)));
    }

    /** Whether the last answer to JoinGroup named it as the leader. */
    public boolean leads() {
        return !id.isEmpty() && id.equals(leader);
    }

    /** The connection over which it speaks. */
    public Connection connection() {
        return connection;
    }

    /** Joins and expects to become a member. */
    public Answer join() {
        String need = instance == null ? Group.A_MEMBER : "a static member of a group";
        return test.needAtOnce(
                need, Group.JOINING, () -> expectJoined(startJoin().answer()));
    }

    /**
     * Starts to join. A target may admit a new member at once, or reject its first request with MEMBER_ID_REQUIRED and an
     * id to join with (KIP-394): what is in flight afterwards is the request that makes it a member.
     */
    public InFlight startJoin() {
        InFlight first = sendJoin(body -> {}, MOST_JOINS - 1, false);
        if (!id.isEmpty() || instance != null) {
            return first;
        }
        if (!group.hasOthersThan(this)) {
            InFlight join = first.followed();
            group.admitsAtOnce(join == first);
            return join;
        }
        if (group.admitsAtOnce()) {
            return first;
        }
        if (first.waits(ADMISSION)) {
            joining = first;
            return first;
        }
        return first.followed();
    }

    /** Sends what follows a join whose answer came later than others would take to refuse it. */
    void moveOn() {
        if (joining != null) {
            joining.moveOn();
        }
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
        return sendJoin(change, 0, false).answer();
    }

    /** As {@link #tryToJoin(Consumer)}, with nothing changed. */
    public Answer tryToJoin() {
        return tryToJoin(body -> {});
    }

    /**
     * Sends JoinGroup requests that are due to be rejected, and returns the answer to the last one: a target may give the
     * newcomer a member id (KIP-394) before it looks at what the newcomer offers. Apache Kafka looks first; clients take both.
     *
     * @param change what differs in the requests
     */
    public Answer tryToJoin(Consumer<MessageBuilder> change) {
        return sendJoin(change, 1, false).answer();
    }

    /**
     * Sends a JoinGroup request.
     *
     * @param more how many requests may follow it, until one is not refused for want of a member id that counts
     * @param pending whether the member has its id from a refusal, so that it is not a member yet
     */
    private InFlight sendJoin(Consumer<MessageBuilder> change, int more, boolean pending) {
        JoinOffer offer = new JoinOffer(sessionTimeoutMs, rebalanceTimeoutMs, protocolType, protocols);
        ClientRequest request = MembershipRequests.join(membership(), offer)
                .with(body -> body.setIfPresent("Reason", id.isEmpty() ? null : REASON))
                .with(change);
        return InFlight.send(test, connection, request, patience(), isPatient(), answer -> {
            long error = remember(answer);
            boolean idRequired = error == ErrorCode.MEMBER_ID_REQUIRED.code();
            boolean forgotten = pending
                    && ErrorCode.of((int) error).filter(FORGOTTEN::contains).isPresent();
            if (more == 0 || !(idRequired || forgotten)) {
                return Optional.empty();
            }
            id = forgotten ? "" : id;
            return Optional.of(sendJoin(change, more - 1, idRequired));
        });
    }

    private Membership membership() {
        return new Membership(group.id(), id, generation, instance);
    }

    /** The target may wait for the whole rebalance timeout. */
    private Duration patience() {
        return test.stage().settings().readTimeout().plusMillis(rebalanceTimeoutMs);
    }

    /**
     * Whether it gives the target as much time as members usually do. What a target does not answer in less time, it may
     * answer others: some wait for members by a clock of their own, and clients wait for at least 30 s.
     */
    private boolean isPatient() {
        return rebalanceTimeoutMs >= REBALANCE_TIMEOUT_MS;
    }

    /** Takes over what a member needs from an answer to JoinGroup; returns its error code. */
    private long remember(Answer answer) {
        long error = answer.number("ErrorCode");
        if (error == ErrorCode.NONE.code() || error == ErrorCode.MEMBER_ID_REQUIRED.code()) {
            id = answer.text("MemberId");
        }
        if (error == ErrorCode.NONE.code()) {
            generation = (int) answer.number("GenerationId");
            leader = answer.text("Leader");
            protocol = answer.find("ProtocolName").map(String.class::cast).orElse(protocol);
        }
        return error;
    }

    /** Whether an answer to JoinGroup makes the member that gets it the leader. */
    static boolean isLeaders(Answer joined) {
        return joined.text("Leader").equals(joined.text("MemberId"));
    }

    Answer expectJoined(Answer answer) {
        return answer.expectError("ErrorCode", ErrorCode.NONE)
                .expect("MemberId", "is not empty", found -> !found.equals(""));
    }

    /** Expects the group's protocol type in an answer that has one; null is accepted, as clients do (KIP-559). */
    static void expectProtocolType(Answer answer, String type) {
        if (answer.has("ProtocolType") && answer.find("ProtocolType").isPresent()) {
            answer.expect("ProtocolType", type);
        }
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
        return InFlight.send(
                test, connection, request.with(change), patience(), isPatient(), answer -> Optional.empty());
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

    /**
     * Sends heartbeats until one says that the generation has ended: Apache Kafka answers REBALANCE_IN_PROGRESS. Clients
     * rejoin on ILLEGAL_GENERATION too; only the checks of Heartbeat tell the two apart.
     */
    public Answer awaitRebalance() {
        return awaitRebalance(Durations.shorter(test.stage().settings().readTimeout(), NOTICE), HEARTBEAT_INTERVAL);
    }

    /**
     * As {@link #awaitRebalance()}.
     *
     * @param limit how long the target may take to begin the rebalance
     * @param interval the time between two heartbeats
     */
    Answer awaitRebalance(Duration limit, Duration interval) {
        return Await.of("a rebalance", limit)
                .every(interval)
                .last(this::heartbeatWhileOthersJoin, answer -> answer.number("ErrorCode") != ErrorCode.NONE.code())
                .expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS, ErrorCode.ILLEGAL_GENERATION);
    }

    private Answer heartbeatWhileOthersJoin() {
        group.moveOn();
        return heartbeat();
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

    /** Leaves over the connection of another client, if it has an id; the answer does not matter. */
    void leaveOver(Role other) {
        if (!id.isEmpty()) {
            leaveOver(other.connectionTo(connection.target()), id);
        }
    }

    private Answer leaveOver(Connection other, String memberId) {
        return test.ask(
                other,
                MembershipRequests.leave(group.id(), Leaver.member(memberId).because(REASON)));
    }
}
