package io.kspec.suite.checks.cluster;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetResponses;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.group.GroupOffsets;
import io.kspec.suite.checks.group.InFlight;
import io.kspec.suite.checks.group.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks of what a broker says of a group or a transactional id that another broker coordinates. Apache Kafka refuses; a
 * broker that asks the coordinator itself may as well answer.
 */
class CoordinatorChecks {
    /** How long to wait for an answer to JoinGroup before the members elsewhere look for a rebalance. */
    private static final Duration WATCH = Duration.ofMillis(50);

    private static final long OFFSET = 7;
    private static final int TRANSACTION_TIMEOUT_MS = 60_000;
    private static final String ERROR = "ErrorCode";

    /** The errors on which clients look for the coordinator again. */
    private static final ErrorCode[] MOVED = {ErrorCode.NOT_COORDINATOR, ErrorCode.COORDINATOR_NOT_AVAILABLE};

    @ConformanceTest(
            id = "cluster.join-elsewhere",
            api = "JoinGroup",
            profile = "cluster",
            needs = {"Metadata", "FindCoordinator", "SyncGroup", "Heartbeat"},
            requirement = "A broker that does not coordinate a group rejects JoinGroup with NOT_COORDINATOR or"
                    + " COORDINATOR_NOT_AVAILABLE, or has the client join the members that there are.",
            source = "Kafka's protocol guide: group membership; measured on Apache Kafka",
            why = "After a coordinator has moved, members rejoin at the old one until it refuses; a second group of the"
                    + " same name reads every record a second time.")
    void onlyTheCoordinatorAdmitsMembers(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            for (ListedBroker other : ListedBroker.others(brokers, member.connection())) {
                InFlight joining = group.member(other.connection(test)).startJoin();
                if (isHeld(test, joining, member)) {
                    group.rejoin(member);
                    joining.answer().expectError(ERROR, ErrorCode.NONE).expect("GenerationId", member.generation());
                } else {
                    joining.answer().expectError(ERROR, MOVED);
                }
            }
        }
    }

    /** Whether a member is told to rejoin before another client's JoinGroup is answered. */
    private static boolean isHeld(Case test, InFlight joining, GroupMember member) {
        return Await.of("an answer or a rebalance", test.stage().settings().readTimeout())
                .last(
                        () -> !joining.waits(WATCH)
                                ? Optional.of(false)
                                : Optional.of(true)
                                        .filter(told -> member.heartbeat().number(ERROR) != ErrorCode.NONE.code()),
                        Optional::isPresent)
                .orElse(false);
    }

    @ConformanceTest(
            id = "cluster.heartbeat-elsewhere",
            api = "Heartbeat",
            profile = "cluster",
            needs = {"Metadata", "FindCoordinator", "JoinGroup", "SyncGroup"},
            requirement =
                    "A broker that does not coordinate a group answers a member's heartbeat with NOT_COORDINATOR or"
                            + " COORDINATOR_NOT_AVAILABLE, or as the coordinator does.",
            source = "Kafka's protocol guide: group membership; measured on Apache Kafka",
            why =
                    "On NOT_COORDINATOR a consumer looks for the new coordinator and remains a member; on UNKNOWN_MEMBER_ID"
                            + " it drops its partitions and joins again, which stops the whole group.")
    void aMemberIsUnknownToNobody(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            ClientRequest heartbeat =
                    MembershipRequests.heartbeat(Membership.of(group.id(), member.id(), member.generation()));
            for (ListedBroker other : ListedBroker.others(brokers, member.connection())) {
                Answer answer = other.ask(test, heartbeat);
                if (answer.number(ERROR) != ErrorCode.NONE.code()) {
                    answer.expectError(ERROR, MOVED);
                }
            }
        }
    }

    @ConformanceTest(
            id = "cluster.describe-group-elsewhere",
            api = "DescribeGroups",
            profile = "cluster",
            needs = {"Metadata", "FindCoordinator", "JoinGroup", "SyncGroup"},
            requirement = "A broker that does not coordinate a group rejects its description with NOT_COORDINATOR or"
                    + " COORDINATOR_NOT_AVAILABLE, or describes the group's members.",
            source = "Kafka's protocol guide: group membership; measured on Apache Kafka",
            why =
                    "The Java admin client looks for the coordinator again on these errors; a group that is shown as Dead is"
                            + " taken to be gone.")
    void aGroupIsDeadToNobody(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        try (Group group = new Group(test)) {
            group.settle(group.member("member"));
            for (ListedBroker other : ListedBroker.others(brokers, group.connection())) {
                Answer described =
                        other.ask(test, GroupRequests.describe(group.id())).expectSize("Groups", 1);
                if (described.number("Groups[0].ErrorCode") == ErrorCode.NONE.code()) {
                    described.expect("Groups[0].GroupState", "Stable");
                } else {
                    described.expectError("Groups[0].ErrorCode", MOVED);
                }
            }
        }
    }

    @ConformanceTest(
            id = "cluster.commit-elsewhere",
            api = "OffsetCommit",
            profile = "cluster",
            versions = "1+",
            needs = {"Metadata", "FindCoordinator", "OffsetFetch", "CreateTopics"},
            requirement = "A broker that does not coordinate a group rejects its offsets with NOT_COORDINATOR or"
                    + " COORDINATOR_NOT_AVAILABLE; what it does accept, the coordinator returns.",
            source = "Kafka's protocol guide: group membership; measured on Apache Kafka",
            why =
                    "A consumer commits to the old coordinator until it refuses; offsets that it keeps for itself are lost.",
            harm = Harm.DATA_LOST)
    void onlyTheCoordinatorStoresOffsets(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        try (Group group = new Group(test)) {
            String topic = test.topic(1);
            GroupOffsets offsets = group.offsets();
            long offset = OFFSET;
            for (ListedBroker other : ListedBroker.others(brokers, group.connection())) {
                offset++;
                Position position = Position.of(topic, 0, offset);
                Answer committed = other.ask(test, offsets.commitRequest(position));
                String error = offsets.path(committed, "", position) + ERROR;
                if (committed.number(error) == ErrorCode.NONE.code()) {
                    offsets.expectStored(position);
                } else {
                    committed.expectError(error, MOVED);
                }
            }
        }
    }

    @ConformanceTest(
            id = "cluster.offsets-elsewhere",
            api = "OffsetFetch",
            profile = "cluster",
            versions = "1+",
            needs = {"Metadata", "FindCoordinator", "OffsetCommit", "CreateTopics"},
            requirement = "A broker that does not coordinate a group rejects OffsetFetch with NOT_COORDINATOR or"
                    + " COORDINATOR_NOT_AVAILABLE, or returns the offset that the coordinator stored.",
            source = "Kafka's protocol guide: group membership; measured on Apache Kafka",
            why =
                    "A consumer that is told that there is no offset starts at the end or the beginning of the log: it skips"
                            + " records, or reads all of them again.",
            harm = Harm.DATA_LOST)
    void onlyTheCoordinatorKnowsTheOffsets(Case test) {
        List<ListedBroker> brokers = ListedBroker.several(test);
        try (Group group = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, OFFSET);
            GroupOffsets offsets = group.offsets();
            offsets.commitAll(position);
            for (ListedBroker other : ListedBroker.others(brokers, group.connection())) {
                Answer fetched = other.ask(test, OffsetRequests.fetch(offsets.asked(position)));
                String at = GroupOffsets.at(fetched, 0);
                if (OffsetResponses.groupError(fetched.body()) != ErrorCode.NONE.code()) {
                    fetched.expectError(at + ERROR, MOVED);
                    continue;
                }
                String partition = offsets.path(fetched, at, position);
                if (fetched.number(partition + ERROR) == ErrorCode.NONE.code()) {
                    fetched.expect(partition + "CommittedOffset", OFFSET);
                } else {
                    fetched.expectError(partition + ERROR, MOVED);
                }
            }
        }
    }

    @ConformanceTest(
            id = "cluster.producer-id-elsewhere",
            api = "InitProducerId",
            profile = "cluster",
            needs = {"Metadata", "FindCoordinator"},
            requirement =
                    "A broker that does not coordinate a transactional id rejects InitProducerId with NOT_COORDINATOR or"
                            + " COORDINATOR_NOT_AVAILABLE, or gives the same producer id with a later epoch.",
            source = "KIP-98; measured on Apache Kafka",
            why =
                    "With an id of another broker's, a restarted producer does not fence the one before it, and both write"
                            + " the same transactional id's records.")
    void onlyTheCoordinatorGivesProducerIds(Case test) {
        test.limit("FindCoordinator", CoordinatorType.TRANSACTION.versions());
        List<ListedBroker> brokers = ListedBroker.several(test);
        String id = test.name("transaction");
        ClientRequest init = ProducerIdRequests.init(id, TRANSACTION_TIMEOUT_MS);
        ready(
                test,
                () -> test.ask(CoordinatorRequests.find(CoordinatorType.TRANSACTION, id)),
                answer -> CoordinatorResponses.firstPath(answer.body()) + ERROR);
        Connection coordinator = test.coordinator(CoordinatorType.TRANSACTION, id);
        Answer first = ready(test, () -> test.ask(coordinator, init), answer -> ERROR);
        long epoch = first.number("ProducerEpoch");
        for (ListedBroker other : ListedBroker.others(brokers, coordinator)) {
            Answer second = other.ask(test, init);
            if (second.number(ERROR) == ErrorCode.NONE.code()) {
                second.expect("ProducerId", first.number("ProducerId"))
                        .expect("ProducerEpoch", "is later than " + epoch, later -> (short) later > epoch);
            } else {
                second.expectError(ERROR, MOVED);
            }
        }
    }

    /** Asks until the coordinator is ready, and expects success. */
    private static Answer ready(Case test, Supplier<Answer> question, Function<Answer, String> errorPath) {
        Answer last = Await.of("a coordinator", test.stage().settings().readTimeout())
                .last(question, answer -> !ErrorCodes.haveAny(answer.body(), ErrorCodes.UNREADY_COORDINATOR));
        return last.expectError(errorPath.apply(last), ErrorCode.NONE);
    }
}
