package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group, or a client that is to be one: it remembers the id and the generation that JoinGroup gives it and
 * says them again in what follows.
 */
public final class GroupMember {
    /** The protocol that members offer unless told otherwise. */
    public static final String RANGE = "range";

    /**
     * Within the bounds that Apache Kafka has unless configured, 6 s and 30 min, and so long that no member is lost to
     * the end of its session while others wait for what a check expects.
     */
    private static final int SESSION_TIMEOUT_MS = 30_000;

    private static final int REBALANCE_TIMEOUT_MS = 10_000;
    /** How long a broker may take to begin a rebalance, at most: well before a session ends and begins one too. */
    private static final Duration NOTICE = Duration.ofMillis(SESSION_TIMEOUT_MS / 2);

    /** What a member gives as its reason where it may (KIP-800). */
    private static final String REASON = "so says the check";

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int FIRST_JOIN_THAT_REQUIRES_AN_ID = 4;

    private final Case it;
    private final Group group;
    private final Connection connection;
    private final Map<String, Bytes> protocols = new LinkedHashMap<>(Map.of(RANGE, Subscription.to("topic")));
    private String protocolType = "consumer";
    private String protocol = RANGE;
    private int rebalanceTimeoutMs = REBALANCE_TIMEOUT_MS;
    private @Nullable String instance;
    private String id = "";
    private int generation = -1;

    GroupMember(Case it, Group group, Connection connection) {
        this.it = it;
        this.group = group;
        this.connection = connection;
    }

    /** Has it offer one protocol instead of those before. */
    public GroupMember offer(String name, Bytes metadata) {
        protocols.clear();
        return alsoOffer(name, metadata);
    }

    /** Has it offer one protocol more, which it likes less. */
    public GroupMember alsoOffer(String name, Bytes metadata) {
        protocols.put(name, metadata);
        return this;
    }

    /** Has it join as a member of another kind than a consumer. */
    public GroupMember protocolType(String type) {
        protocolType = type;
        return this;
    }

    /** Has the others wait for it no longer than this in a rebalance, from JoinGroup v1 on. */
    public GroupMember rebalanceTimeout(int milliseconds) {
        rebalanceTimeoutMs = milliseconds;
        return this;
    }

    /** Makes it a static member, which takes JoinGroup v5. */
    public GroupMember instance(String instanceId) {
        instance = instanceId;
        return this;
    }

    /** The member id, empty until JoinGroup gave one. */
    public String id() {
        return id;
    }

    public int generation() {
        return generation;
    }

    /** The bytes that {@link Group#sync} has the leader assign to it. */
    public Bytes due() {
        return Payload.text("assigned to " + id);
    }

    /** The connection that it speaks over. */
    public Connection connection() {
        return connection;
    }

    /** Joins, and expects to become a member. */
    public Answer join() {
        return expectJoined(startJoin().answer());
    }

    /** Joins, and does not wait: of the two requests that a new member sends since JoinGroup v4, the second is in flight. */
    public InFlight startJoin() {
        if (id.isEmpty() && instance == null && it.version("JoinGroup") >= FIRST_JOIN_THAT_REQUIRES_AN_ID) {
            askToJoin(body -> {}).expectError("ErrorCode", ErrorCode.MEMBER_ID_REQUIRED);
        }
        return sendJoin(body -> {});
    }

    /**
     * Sends one JoinGroup request. A member id in the answer is this member's from now on.
     *
     * @param more sets what is to differ in the request
     */
    public Answer askToJoin(Consumer<MessageBuilder> more) {
        return sendJoin(more).answer();
    }

    private InFlight sendJoin(Consumer<MessageBuilder> more) {
        Consumer<MessageBuilder> fill = body -> {
            body.set("GroupId", group.id())
                    .set("SessionTimeoutMs", SESSION_TIMEOUT_MS)
                    .setIfPresent("RebalanceTimeoutMs", rebalanceTimeoutMs)
                    .set("MemberId", id)
                    .setIfPresent("Reason", id.isEmpty() ? null : REASON)
                    .set("ProtocolType", protocolType)
                    .setEach("Protocols", protocols.entrySet(), (entry, offered) -> entry.set("Name", offered.getKey())
                            .set("Metadata", offered.getValue()));
            setInstance(body);
            more.accept(body);
        };
        return InFlight.send(it, connection, "JoinGroup", patience(), fill, this::heed);
    }

    /** The target may let the whole rebalance timeout pass. */
    private Duration patience() {
        return it.stage().settings().readTimeout().plusMillis(rebalanceTimeoutMs);
    }

    private void heed(Answer answer) {
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

    /** Syncs, with assignments if it leads, and expects no error. */
    public Answer sync(Map<String, Bytes> assignments) {
        return startSync(assignments).answer().expectError("ErrorCode", ErrorCode.NONE);
    }

    /** Syncs, and does not wait. */
    public InFlight startSync(Map<String, Bytes> assignments) {
        return startSync(assignments, body -> {});
    }

    /**
     * Syncs, and does not wait.
     *
     * @param more sets what is to differ in the request
     */
    public InFlight startSync(Map<String, Bytes> assignments, Consumer<MessageBuilder> more) {
        Consumer<MessageBuilder> fill = body -> {
            body.set("GroupId", group.id())
                    .set("GenerationId", generation)
                    .set("MemberId", id)
                    .setIfPresent("ProtocolType", protocolType)
                    .setIfPresent("ProtocolName", protocol)
                    .setEach("Assignments", assignments.entrySet(), (entry, assigned) -> entry.set(
                                    "MemberId", assigned.getKey())
                            .set("Assignment", assigned.getValue()));
            setInstance(body);
            more.accept(body);
        };
        return InFlight.send(it, connection, "SyncGroup", patience(), fill, answer -> {});
    }

    /** Sends a heartbeat. */
    public Answer heartbeat() {
        return heartbeat(body -> {});
    }

    /**
     * Sends a heartbeat.
     *
     * @param more sets what is to differ in the request
     */
    public Answer heartbeat(Consumer<MessageBuilder> more) {
        return it.ask(connection, "Heartbeat", body -> {
            body.set("GroupId", group.id()).set("GenerationId", generation).set("MemberId", id);
            setInstance(body);
            more.accept(body);
        });
    }

    /** Sends heartbeats until one says that it is time to join again, and expects that this one says nothing else. */
    public Answer awaitRebalance() {
        Duration readTimeout = it.stage().settings().readTimeout();
        Duration limit = readTimeout.compareTo(NOTICE) < 0 ? readTimeout : NOTICE;
        long end = System.nanoTime() + limit.toNanos();
        Answer answer = heartbeat();
        while (answer.number("ErrorCode") == ErrorCode.NONE.code() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = heartbeat();
        }
        return answer.expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
    }

    /** Commits offsets as a member. */
    public Answer commit(Position... positions) {
        return commit(body -> {}, positions);
    }

    /**
     * Commits offsets as a member.
     *
     * @param more sets what is to differ in the request
     */
    public Answer commit(Consumer<MessageBuilder> more, Position... positions) {
        return group.offsets()
                .commit(
                        connection,
                        body -> {
                            body.set("GenerationIdOrMemberEpoch", generation).set("MemberId", id);
                            setInstance(body);
                            more.accept(body);
                        },
                        positions);
    }

    /** Leaves by its member id. */
    public Answer leave() {
        return leaveOver(connection, id);
    }

    /** Leaves over another connection, if it has an id; what comes of it does not matter. */
    void leaveOver(Connection other) {
        if (!id.isEmpty()) {
            leaveOver(other, id);
        }
    }

    private Answer leaveOver(Connection other, String memberId) {
        return it.ask(other, "LeaveGroup", body -> {
            body.set("GroupId", group.id());
            if (body.has("Members")) {
                body.add("Members", entry -> entry.set("MemberId", memberId).setIfPresent("Reason", REASON));
            } else {
                body.set("MemberId", memberId);
            }
        });
    }

    private void setInstance(MessageBuilder body) {
        if (instance != null) {
            body.setIfPresent("GroupInstanceId", instance);
        }
    }
}
