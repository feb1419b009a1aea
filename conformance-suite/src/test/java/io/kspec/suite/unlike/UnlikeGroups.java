package io.kspec.suite.unlike;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.mock.cluster.ClusterSettings;
import io.kspec.mock.group.GroupSettings;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Brokers that differ in how they coordinate groups. */
final class UnlikeGroups {
    private static final Set<String> GENERATIONS = Set.of("GenerationId", "GenerationIdOrMemberEpoch");
    private static final Set<String> MEMBER_IDS = Set.of("MemberId", "Leader");
    private static final String OURS = "✪-";
    /** What members of consumer groups call themselves. */
    private static final Pattern OWN_ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private static final int LONG_MS = 600_000;
    /** Longer than most brokers take to refuse a newcomer, so that a request seems to be held. */
    private static final Duration SLOW_ADMISSION = Duration.ofMillis(2_200);

    static final UnlikeBroker ADMITS_AT_ONCE = that(
                    "admits members at once",
                    "join-group.*",
                    "sync-group.*",
                    "heartbeat.*",
                    "leave-group.*",
                    "describe-groups.*",
                    "offset-commit.*")
            .with(new Unlikeness() {
                @Override
                public Optional<Message> instead(Message request, Message response) {
                    boolean idRequired = response.id().name().equals("JoinGroup")
                            && response.getShort("ErrorCode") == ErrorCode.MEMBER_ID_REQUIRED.code();
                    return idRequired
                            ? Optional.of(request.with("MemberId", response.getString("MemberId")))
                            : Optional.empty();
                }
            })
            .but("join-group.member-id-required");

    static final UnlikeBroker GENERATIONS_FROM_ZERO = that(
                    "counts generations from 0",
                    "join-group.*",
                    "sync-group.*",
                    "heartbeat.*",
                    "offset-commit.*",
                    "offset-fetch.outlives-members")
            .with(new Unlikeness() {
                @Override
                public Message request(Message request) {
                    return generations(request, 0, 1);
                }

                @Override
                public Message response(Message request, Message response) {
                    return generations(response, 1, -1);
                }
            });

    static final UnlikeBroker OTHER_MEMBER_IDS = that(
                    "gives member ids of another form",
                    "join-group.*",
                    "sync-group.*",
                    "leave-group.*",
                    "describe-groups.*",
                    "heartbeat.*")
            .with(new Unlikeness() {
                @Override
                public Message request(Message request) {
                    return memberIds(request, id -> id.startsWith(OURS) ? id.substring(OURS.length()) : id);
                }

                @Override
                public Message response(Message request, Message response) {
                    return memberIds(response, id -> id.isEmpty() || id.equals("nobody") ? id : OURS + id);
                }
            });

    static final UnlikeBroker NO_PROTOCOL_TYPE = that("does not tell the protocol type", "join-group.*", "sync-group.*")
            .answering("JoinGroup", response -> Rewrites.set(response, "ProtocolType", null))
            .answering(
                    "SyncGroup",
                    response -> Rewrites.set(Rewrites.set(response, "ProtocolType", null), "ProtocolName", null));

    /** Apache Kafka looks at the protocols first; kfake, of consumer groups, never. */
    static final UnlikeBroker IDS_BEFORE_PROTOCOLS = that(
                    "gives a member id before it looks at the protocols", "join-group.*")
            .with(new Unlikeness() {
                private static final String GIVEN = "given-id";

                @Override
                public Message request(Message request) {
                    return isJoinOf(request, GIVEN) ? request.with("MemberId", "") : request;
                }

                @Override
                public Message response(Message request, Message response) {
                    return isJoinOf(request, "")
                                    && response.getShort("ErrorCode") == ErrorCode.INCONSISTENT_GROUP_PROTOCOL.code()
                            ? response.with("ErrorCode", ErrorCode.MEMBER_ID_REQUIRED.code())
                                    .with("MemberId", GIVEN)
                            : response;
                }

                private static boolean isJoinOf(Message request, String memberId) {
                    return request.id().name().equals("JoinGroup")
                            && request.getString("MemberId").equals(memberId);
                }
            });

    static final List<UnlikeBroker> ALL = List.of(
            ADMITS_AT_ONCE,
            IDS_BEFORE_PROTOCOLS,
            GENERATIONS_FROM_ZERO,
            OTHER_MEMBER_IDS,
            NO_PROTOCOL_TYPE,
            that("lets a group wait for more members", "join-group.first-member-leads", "join-group.new-member-gets-id")
                    .configured(broker -> broker.settings(groups(6_000, 1_800_000, 60))),
            that(
                            "admits at once and lets a group wait",
                            "join-group.three-members-one-leader",
                            "heartbeat.member-lives")
                    .with(ADMITS_AT_ONCE.unlike().get(0))
                    .configured(broker -> broker.settings(groups(6_000, 1_800_000, 60))),
            that(
                            "takes its time to give a member id",
                            "heartbeat.static-members-in-rebalance",
                            "offset-commit.while-others-join")
                    .by(request("JoinGroup")
                            .where("MemberId", "")
                            .willReturn(asKafka().after(SLOW_ADMISSION))),
            that(
                            "has other bounds and defaults",
                            "create-topics.*",
                            "join-group.first-member-leads",
                            "join-group.session-timeout-bounds",
                            "heartbeat.dead-member-is-missed")
                    .configured(broker -> broker.settings(groups(10_000, 60_000, 0))),
            that("waits for a silent leader until its session ends", "sync-group.leader-never-syncs")
                    .reading("JoinGroup", request -> Rewrites.set(request, "RebalanceTimeoutMs", LONG_MS)),
            that("allows any session timeout", "join-group.session-timeout-bounds")
                    .configured(broker -> broker.settings(groups(0, Integer.MAX_VALUE, 0)))
                    .but("join-group.session-timeout-bounds"),
            that("takes other generations for unknown members", "heartbeat.*", "sync-group.*", "offset-commit.*")
                    .answering(response -> errors(response, ErrorCode.ILLEGAL_GENERATION, ErrorCode.UNKNOWN_MEMBER_ID))
                    .but("offset-commit.unknown-group-error"),
            that("takes unknown members for other generations", "heartbeat.*", "sync-group.*", "offset-commit.*")
                    .answering(response -> response.id().name().equals("JoinGroup")
                            ? response
                            : errors(response, ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION)),
            that("does not keep leader epochs of commits", "offset-commit.*", "offset-fetch.*")
                    .answering(
                            "OffsetFetch",
                            response -> Rewrites.set(
                                    Rewrites.set(response, "Topics[*].Partitions[*].CommittedLeaderEpoch", -1),
                                    "Groups[*].Topics[*].Partitions[*].CommittedLeaderEpoch",
                                    -1))
                    .but("offset-commit.leader-epoch-survives", "offset-fetch.leader-epoch"),
            that(
                            "does not tell the type of groups without members",
                            "describe-groups.*",
                            "list-groups.*",
                            "delete-groups.*")
                    .answering(
                            "DescribeGroups",
                            response -> Rewrites.set(response, "Groups[GroupState=Empty].ProtocolType", "")),
            that("calls groups that only commit consumers", "describe-groups.*", "list-groups.*")
                    .answering(
                            "DescribeGroups",
                            response -> Rewrites.set(response, "Groups[GroupState=Empty].ProtocolType", "consumer"))
                    .answering(
                            "ListGroups",
                            response -> Rewrites.set(response, "Groups[ProtocolType=].ProtocolType", "consumer")));

    private UnlikeGroups() {}

    private static ClusterSettings groups(int shortestSessionMs, int longestSessionMs, int delayMs) {
        return ClusterSettings.DEFAULTS
                .withDefaultPartitions(6)
                .withGroups(GroupSettings.DEFAULTS
                        .withSessionTimeoutsMs(shortestSessionMs, longestSessionMs)
                        .withInitialRebalanceDelayMs(delayMs)
                        .withMaxSize(1_000));
    }

    /** Whether a message is about members of consumer groups or share groups, which have ids of their own, and epochs. */
    private static boolean isNotClassic(Message message) {
        String id = message.has("MemberId") ? message.getNullableString("MemberId") : null;
        String api = message.id().name();
        return api.startsWith("ConsumerGroup")
                || api.startsWith("Share")
                || (id != null && OWN_ID.matcher(id).matches());
    }

    private static Message generations(Message message, int from, int difference) {
        if (isNotClassic(message)) {
            return message;
        }
        return Rewrites.everyField(
                message,
                (field, value) -> GENERATIONS.contains(field.name()) && value instanceof Integer id && id >= from
                        ? Integer.valueOf(id + difference)
                        : value);
    }

    /** Consumer groups that are being upgraded show classic members, too. */
    private static Message memberIds(Message message, UnaryOperator<String> change) {
        if (isNotClassic(message) && !message.id().name().equals("ConsumerGroupDescribe")) {
            return message;
        }
        return Rewrites.everyField(
                message,
                (field, value) -> MEMBER_IDS.contains(field.name())
                                && value instanceof String id
                                && !OWN_ID.matcher(id).matches()
                        ? change.apply(id)
                        : value);
    }

    private static Message errors(Message response, ErrorCode from, ErrorCode to) {
        return Rewrites.everyField(
                response,
                (field, value) -> field.name().equals("ErrorCode") && value instanceof Short code && code == from.code()
                        ? Short.valueOf(to.code())
                        : value);
    }
}
