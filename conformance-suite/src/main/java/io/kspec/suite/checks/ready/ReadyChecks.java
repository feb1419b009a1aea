package io.kspec.suite.checks.ready;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.GroupPartitions;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetResponses;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.group.Group;
import io.kspec.suite.checks.group.GroupMember;
import io.kspec.suite.checks.log.MetadataEntries;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks that the target becomes ready for clients. They are played first, and ask again while they are told to, as clients
 * do: Apache Kafka creates the topic of committed offsets when it is first asked for a coordinator, loads that coordinator
 * after that, and fetches producer ids when it is first asked for one.
 */
class ReadyChecks {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    /** How many read timeouts the target may take: 30 s by default. */
    private static final int READ_TIMEOUTS = 3;

    private static final Set<ErrorCode> NOT_READY = ErrorCodes.UNREADY_COORDINATOR;
    /** The versions that can ask for all offsets of a group, and have an error for the group. */
    private static final Versions ALL_OFFSETS = new Versions(2, Short.MAX_VALUE);

    private static final int TRANSACTION_TIMEOUT_MS = 60_000;

    @ConformanceTest(
            id = "ready.coordinator",
            profile = "consumer-group",
            needs = {"FindCoordinator"},
            requirement =
                    "A group's coordinator is found within 30 s of the first request for it, and until then the answer"
                            + " is COORDINATOR_NOT_AVAILABLE or another error that clients retry.",
            source = "message definition FindCoordinatorResponse; measured on Apache Kafka",
            why = "A consumer asks for its coordinator before anything else, and gives up on an error that it does"
                    + " not retry.")
    void aCoordinatorIsFound(Case test) {
        String group = test.name("group");
        ready(
                test,
                () -> test.ask(CoordinatorRequests.find(CoordinatorType.GROUP, group)),
                answer -> CoordinatorResponses.firstPath(answer.body()) + "ErrorCode",
                NOT_READY);
    }

    @ConformanceTest(
            id = "ready.group",
            profile = "consumer-group",
            needs = {"FindCoordinator", "JoinGroup", "SyncGroup", "LeaveGroup"},
            requirement =
                    "A client can join a new group, sync and leave it within 30 s of the first request, and until then"
                            + " the answer is COORDINATOR_LOAD_IN_PROGRESS or another error that clients retry.",
            source = "Kafka's protocol guide, group membership; KIP-394; measured on Apache Kafka",
            why = "A coordinator is named before it has loaded its groups; on any other error than those a consumer"
                    + " stops.")
    void aClientJoinsSyncsAndLeaves(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            ready(test, () -> member.startJoin().answer(), answer -> "ErrorCode", NOT_READY);
            ready(
                    test,
                    () -> member.startSync(Map.of(member.id(), member.expectedAssignment()))
                            .answer(),
                    answer -> "ErrorCode",
                    NOT_READY);
            Answer left = ready(test, member::leave, answer -> "ErrorCode", NOT_READY);
            if (left.has("Members")) {
                left.expectError("Members[0].ErrorCode", ErrorCode.NONE);
            }
        }
    }

    @ConformanceTest(
            id = "ready.group-offsets",
            profile = "consumer-group",
            needs = {"FindCoordinator", "OffsetFetch"},
            requirement = "The committed offsets of a new group can be fetched within 30 s of the first request, and"
                    + " until then the answer is COORDINATOR_LOAD_IN_PROGRESS or another error that clients retry.",
            source = "message definition OffsetFetchResponse; measured on Apache Kafka",
            why = "Admin clients fetch all offsets of a group with null topics; a broker that read the count of -1 as"
                    + " unsigned ran out of memory (SeaweedFS).")
    void committedOffsetsAreFetched(Case test) {
        test.limit("OffsetFetch", ALL_OFFSETS);
        String group = test.name("group");
        ready(
                test,
                () -> test.ask(
                        test.coordinator(CoordinatorType.GROUP, group),
                        OffsetRequests.fetch(GroupPartitions.all(group))),
                answer -> OffsetResponses.groupPath(answer.body(), 0) + "ErrorCode",
                NOT_READY);
    }

    @ConformanceTest(
            id = "ready.producer-id",
            profile = "idempotence",
            needs = {"InitProducerId"},
            requirement = "A producer gets an id within 30 s of the first request, and until then the answer is"
                    + " COORDINATOR_LOAD_IN_PROGRESS or another error that clients retry.",
            source = "KIP-98; measured on Apache Kafka",
            why = "The Java producer is idempotent by default, sends nothing before it has a producer id, and stops"
                    + " on an error that it does not retry.")
    void aProducerGetsAnId(Case test) {
        ready(
                test,
                () -> test.ask(ProducerIdRequests.init(null, TRANSACTION_TIMEOUT_MS)),
                answer -> "ErrorCode",
                NOT_READY);
    }

    @ConformanceTest(
            id = "ready.transactional-producer",
            profile = "transactions",
            needs = {"FindCoordinator", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement = "A transactional producer finds its coordinator and gets an id within 30 s of the first"
                    + " request, and until then the answer is COORDINATOR_NOT_AVAILABLE or another error that clients"
                    + " retry.",
            source = "KIP-98; measured on Apache Kafka",
            why = "The Java producer's initTransactions does both before anything else, and fails on an error that it"
                    + " does not retry.")
    void aTransactionalProducerGetsAnId(Case test) {
        test.limit("FindCoordinator", CoordinatorType.TRANSACTION.versions());
        String id = test.name("transaction");
        ready(
                test,
                () -> test.ask(CoordinatorRequests.find(CoordinatorType.TRANSACTION, id)),
                answer -> CoordinatorResponses.firstPath(answer.body()) + "ErrorCode",
                NOT_READY);
        ready(
                test,
                () -> test.ask(
                        test.coordinator(CoordinatorType.TRANSACTION, id),
                        ProducerIdRequests.init(id, TRANSACTION_TIMEOUT_MS)),
                answer -> "ErrorCode",
                NOT_READY);
    }

    @ConformanceTest(
            id = "ready.topic",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A topic can be created and soon has a leader.",
            source = "message definition MetadataResponse: LeaderId",
            why = "Clients wait for a leader before they produce or fetch anything.")
    void aTopicGetsALeader(Case test) {
        String topic = test.topic(1);
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        String partition = MetadataEntries.partition(metadata, topic, 0);
        metadata.expectError(MetadataEntries.topic(metadata, topic) + "ErrorCode", ErrorCode.NONE)
                .expectError(partition + "ErrorCode", ErrorCode.NONE)
                .expect(partition + "LeaderId", "is 0 or more", leader -> (int) leader >= 0);
    }

    /** Asks until the error is none of those that mean that the target is not ready, and expects success. */
    private static Answer ready(
            Case test, Supplier<Answer> request, Function<Answer, String> errorPath, Set<ErrorCode> notReady) {
        Duration limit = test.stage().settings().readTimeout().multipliedBy(READ_TIMEOUTS);
        Answer last = Await.of("a target that is ready", limit).every(INTERVAL).last(request, answer -> ErrorCode.of(
                        (int) answer.number(errorPath.apply(answer)))
                .filter(notReady::contains)
                .isEmpty());
        return last.expectError(errorPath.apply(last), ErrorCode.NONE);
    }
}
