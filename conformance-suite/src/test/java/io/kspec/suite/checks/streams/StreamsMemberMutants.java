package io.kspec.suite.checks.streams;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import io.kspec.suite.mutants.MutantBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brokers that let members of streams groups join, share tasks and leave in other ways than KIP-1071 says. */
final class StreamsMemberMutants implements AreaMutants {
    private static final String API = "StreamsGroupHeartbeat";
    private static final String ERROR = "ErrorCode";
    private static final String EPOCH = "MemberEpoch";
    private static final String ACTIVE = "ActiveTasks";
    private static final String STATUS = "Status";
    private static final String ENDPOINTS = "PartitionsByUserEndpoint";
    private static final String STANDBY_PARTITIONS = ENDPOINTS + "[0].StandbyPartitions";
    private static final String WARMUP = "WarmupTasks";
    private static final String INTERVAL = "HeartbeatIntervalMs";
    private static final List<Map<String, Object>> A_TASK =
            List.of(Map.of("SubtopologyId", "0", "Partitions", List.of(0)));
    private static final String THIRD = "ActiveTasks[0].Partitions[2]";

    private static final List<Mutant> ALL = List.of(
            told("K1100", "a member that has joined is told the epoch with which it joined", "member-joins", EPOCH, 0)
                    .saying("is 1 or more, found 0"),
            told("K1100b", "a member is given another id than it has chosen", "member-joins", "MemberId", "someone")
                    .saying("found someone"),
            told("K1100c", "members are not told an interval for heartbeats", "member-joins", INTERVAL, 0)
                    .saying("is 1 or more, found 0"),
            invented("K1108", "members of a group that waits for others are told epoch 0")
                    .by(request(API).where(EPOCH, 0).willReturn(asKafka().with(EPOCH, 0)))
                    .failing("streams-group-heartbeat.first-member-goes-on", API, "0")
                    .blaming(EPOCH)
                    .saying("is 1 or more, found 0"),
            invented("K1108b", "members of a group that waits for others must not go on")
                    .by(request(API).where(EPOCH, 1).willReturn(asKafka().error(ErrorCode.INVALID_REQUEST)))
                    .failing("streams-group-heartbeat.first-member-goes-on", API, "0")
                    .blaming(ERROR)
                    .saying("0 NONE, found 42 INVALID_REQUEST"),
            lacking("K1101", "the last task is assigned to nobody", "all-tasks-assigned", THIRD, "[0, 1, 2]"),
            told("K1101b", "a task without a state has a warm-up task", "all-tasks-assigned", WARMUP, A_TASK)
                    .saying("expected 0 entries in WarmupTasks"),
            lacking(
                    "K1102",
                    "a subtopology has as many tasks as its smallest topic has partitions",
                    "as-many-tasks-as-partitions",
                    "ActiveTasks[0].Partitions[1]",
                    "[0, 1, 2]"),
            lacking(
                    "K1102b",
                    "only the first subtopology has tasks",
                    "as-many-tasks-as-partitions",
                    "ActiveTasks[1]",
                    "of the subtopology one"),
            silent("K1103", "the epoch grows with each heartbeat", "nothing-new-changes-nothing", EPOCH, 9)
                    .saying("found 9"),
            silent(
                            "K1103b",
                            "a member that tells nothing is told that it has no tasks",
                            "nothing-new-changes-nothing",
                            ACTIVE,
                            List.of())
                    .saying("the tasks 0 and 1"),
            invented("K1104", "a member that joins again is a second member")
                    .by(request(API)
                            .where(EPOCH, 0)
                            .willReturn(asKafka().asIfAsked("MemberId", "someone"))
                            .onNth(2))
                    .failing("streams-group-heartbeat.joining-again-is-no-second-member", API, "0")
                    .blaming(ACTIVE)
                    .saying("expected 1 entry in ActiveTasks"),
            invented("K1105", "a member that leaves is told another epoch")
                    .by(request(API).where(EPOCH, -1).willReturn(asKafka().with(EPOCH, 0)))
                    .failing("streams-group-heartbeat.leaving-is-answered", API, "0")
                    .blaming(EPOCH)
                    .saying("= -1, found 0"),
            invented("K1105b", "nobody leaves")
                    .by(nobodyLeaves())
                    .failing("streams-group-heartbeat.leaving-is-answered", API, "0")
                    .blaming(ERROR)
                    .saying("UNKNOWN_MEMBER_ID, found 0 NONE"),
            told(
                            "K1110",
                            "every member is assigned all tasks",
                            "tasks-shared",
                            "ActiveTasks[0].Partitions",
                            List.of(0, 1, 2, 3))
                    .blaming(ACTIVE)
                    .saying("that no other member has"),
            invented("K1111", "a task is reassigned before the member that has it has given it up")
                    .by(request(API)
                            .willReturn(asKafka()
                                    .asIfAsked(ACTIVE, List.of())
                                    .asIfAsked("StandbyTasks", List.of())
                                    .asIfAsked("WarmupTasks", List.of())))
                    .failing("streams-group-heartbeat.revoked-before-reassigned", API, "0")
                    .blaming(ACTIVE)
                    .saying("no task while the other member has not told"),
            invented("K1112", "a member that repeats its request is fenced")
                    .by(request(API)
                            .where("ActiveTasks[*].Partitions[*]", 0)
                            .willReturn(asKafka().error(ErrorCode.FENCED_MEMBER_EPOCH))
                            .onNth(3))
                    .failing("streams-group-heartbeat.lost-answer-repeated", API, "0")
                    .blaming(ERROR)
                    .saying("found 110 FENCED_MEMBER_EPOCH"),
            invented("K1113", "the tasks of a member that leaves stay with it")
                    .by(nobodyLeaves())
                    .failing("streams-group-heartbeat.leavers-tasks-move", API, "0")
                    .blaming(ACTIVE)
                    .saying("the active tasks [0, 1]"),
            lacking(
                    "K1114",
                    "partitions that are added have no tasks",
                    "added-partitions-assigned",
                    THIRD,
                    "the active tasks [0, 1, 2]"),
            told("K1106", "warm-up tasks are not told", "kinds-of-tasks-together", WARMUP, null)
                    .saying("a list, as ActiveTasks is"),
            silent(
                            "K1106b",
                            "a member that tells nothing is told that it has no warm-up tasks",
                            "kinds-of-tasks-together",
                            WARMUP,
                            List.of())
                    .saying("null, as ActiveTasks is"),
            told("K1107", "the interval of heartbeats is the broker's", "configured-interval-told", INTERVAL, 5000)
                    .saying("= 5001, found 5000"),
            told("K1115", "nobody has standby tasks", "standby-tasks-elsewhere", "StandbyTasks", List.of())
                    .saying("the active tasks of the other member"),
            refusing("K1120", "members are in any epoch that they like", "newer-epoch-fenced", "FENCED_MEMBER_EPOCH"),
            refusing("K1121", "members may be in any epoch that was", "older-epoch-fenced", "FENCED_MEMBER_EPOCH"),
            invented("K1122", "a member that was fenced stays out")
                    .by(request(API)
                            .where(EPOCH, 0)
                            .willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID))
                            .onNth(2))
                    .failing("streams-group-heartbeat.fenced-member-rejoins", API, "0")
                    .blaming(ERROR)
                    .saying("0 NONE, found 25 UNKNOWN_MEMBER_ID"),
            refusing("K1123", "whoever sends heartbeats is a member", "unknown-member-refused", "UNKNOWN_MEMBER_ID"),
            refusing("K1123b", "whoever leaves has left", "unknown-leaver-refused", "UNKNOWN_MEMBER_ID"),
            refusing("K1124", "groups that do not exist have members", "unknown-group-refused", ""),
            refusing("K1130", "members join without a topology", "incomplete-join-refused", "INVALID_REQUEST"),
            refusing("K1131", "members join with tasks", "owner-joins-refused", "INVALID_REQUEST"),
            refusing("K1132", "members and groups need no ids", "nameless-refused", "INVALID_REQUEST"),
            refusing("K1133", "epoch -3 means nothing, and is accepted", "impossible-epoch-refused", "INVALID_REQUEST"),
            refusing(
                    "K1134", "members tell topologies at any time", "topology-outside-join-refused", "INVALID_REQUEST"),
            refusing("K1135", "members have tasks that do not exist", "unknown-task-refused", "INVALID_REQUEST"),
            refusing(
                    "K1136",
                    "applications read topics of the broker's own",
                    "internal-source-refused",
                    "STREAMS_INVALID_TOPOLOGY"),
            refusing(
                    "K1137",
                    "applications read topics that cannot exist",
                    "impossible-source-refused",
                    "STREAMS_INVALID_TOPOLOGY"),
            told("K1140", "missing source topics are not told", "missing-source-told", STATUS, List.of())
                    .saying("1 MISSING_SOURCE_TOPICS"),
            told("K1140b", "missing source topics are told as others", "missing-source-told", "Status[0].StatusCode", 2)
                    .blaming(STATUS)
                    .saying("1 MISSING_SOURCE_TOPICS"),
            told("K1141", "topics that are created later have no tasks", "later-source-assigned", ACTIVE, null)
                    .saying("the active tasks [0, 1]"),
            invented("K1141b", "topics are told to be missing forever")
                    .by(request(API)
                            .willReturn(asKafka().adding(STATUS, Map.of("StatusCode", 1, "StatusDetail", "missing"))))
                    .failing("streams-group-heartbeat.later-source-assigned", API, "0")
                    .blaming(STATUS)
                    .saying("no entry with StatusCode 1 MISSING_SOURCE_TOPICS"),
            told("K1142", "tasks with a state are assigned to nobody", "changelog-created", ACTIVE, null)
                    .saying("the active tasks [0, 1]"),
            lacking(
                    "K1143",
                    "a repartition topic has fewer partitions than its source",
                    "repartition-topic-created",
                    THIRD,
                    "of the subtopology reads"),
            invented("K1144", "topics that the coordinator creates have the broker's configuration")
                    .by(request("DescribeConfigs")
                            .where("Resources[0].ConfigurationKeys[0]", "cleanup.policy")
                            .willReturn(asKafka().with("Results[*].Configs[*].Value", "delete")))
                    .failing("streams-group-heartbeat.internal-topic-configured", API, "0")
                    .blaming("DescribeConfigs", "Results[0].Configs[0].Value")
                    .saying("= compact, found delete"),
            told("K1145", "topics that do not fit are not told", "wrong-partitions-told", STATUS, List.of())
                    .saying("2 INCORRECTLY_PARTITIONED_TOPICS"),
            told("K1146", "a stale topology is not told", "stale-topology-told", STATUS, List.of())
                    .saying("0 STALE_TOPOLOGY"),
            refusing("K1147", "members of one group run other applications", "other-topology-refused", ""),
            told("K1150", "endpoints are told to nobody", "endpoints-told", ENDPOINTS, null)
                    .saying("expected 1 entry in PartitionsByUserEndpoint"),
            told("K1150b", "endpoints have no host", "endpoints-told", ENDPOINTS + "[0].UserEndpoint.Host", "")
                    .saying("found \"\""),
            told(
                            "K1150c",
                            "only the first partition is at an endpoint",
                            "endpoints-told",
                            ENDPOINTS + "[0].ActivePartitions[0].Partitions",
                            List.of(0))
                    .saying("are 0 and 1, found [0]"),
            told(
                            "K1150d",
                            "endpoints have copies of what has no state",
                            "endpoints-told",
                            STANDBY_PARTITIONS,
                            List.of(Map.of("Topic", "another", "Partitions", List.of(0))))
                    .saying("expected 0 entries"),
            told("K1153", "copies are at no endpoint", "standby-endpoints-told", STANDBY_PARTITIONS, List.of())
                    .saying("expected 1 entry"),
            invented("K1151", "endpoints are told with each heartbeat")
                    .by(request(API).willReturn(asKafka().asIfAsked("EndpointInformationEpoch", -1)))
                    .failing("streams-group-heartbeat.known-endpoints-not-repeated", API, "0")
                    .blaming(ENDPOINTS)
                    .saying("= null, found"),
            invented("K1154", "endpoints are told once")
                    .by(request(API)
                            .where("EndpointInformationEpoch", 0)
                            .willReturn(asKafka().with(ENDPOINTS, null)))
                    .failing("streams-group-heartbeat.moved-endpoints-told", API, "0")
                    .blaming(ENDPOINTS)
                    .saying("expected 1 entry"),
            told("K1152", "nobody is told to shut down", "shutdown-told", STATUS, List.of())
                    .saying("4 SHUTDOWN_APPLICATION"));

    private static Stub nobodyLeaves() {
        return request(API).where(EPOCH, -1).willReturn(aResponse().with(EPOCH, -1));
    }

    /** Members are told something else. */
    private static MutantBuilder told(String id, String bug, String check, String path, @Nullable Object value) {
        return invented(id, bug)
                .by(request(API).willReturn(asKafka().with(path, value)))
                .failing("streams-group-heartbeat." + check, API, "0")
                .blaming(path);
    }

    /** Members that tell nothing are told something else. */
    private static MutantBuilder silent(String id, String bug, String check, String path, Object value) {
        ResponseDefinition other = asKafka().with(path, value);
        return invented(id, bug)
                .by(request(API)
                        .where("RebalanceTimeoutMs", -1)
                        .where(ACTIVE, null)
                        .willReturn(other))
                .failing("streams-group-heartbeat." + check, API, "0")
                .blaming(path);
    }

    /** Tasks are assigned to nobody. */
    private static Mutant lacking(String id, String bug, String check, String path, String says) {
        return invented(id, bug)
                .by(request(API).willReturn(asKafka().without(path)))
                .failing("streams-group-heartbeat." + check, API, "0")
                .blaming(ACTIVE)
                .saying(says);
    }

    private static Mutant refusing(String id, String bug, String check, String expected) {
        return invented(id, bug)
                .by(request(API).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                .failing("streams-group-heartbeat." + check, API, "0")
                .blaming(ERROR)
                .saying((expected.isEmpty() ? "" : expected + ", ") + "found 0 NONE");
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
