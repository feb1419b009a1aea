package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Checks of FindCoordinator: which broker coordinates a group. */
class FindCoordinatorChecks {
    @ConformanceTest(
            id = "find-coordinator.group-has-one",
            api = "FindCoordinator",
            needs = {"Metadata"},
            requirement =
                    "Every group, even one that does not exist yet, has a coordinator: a broker that Metadata lists"
                            + " with the same host and port.",
            source = "message definition FindCoordinatorResponse; measured on Apache Kafka",
            why = "franz-go fails with \"broker replied that group has broker coordinator, but did not reply with"
                    + " that broker in the broker list\".",
            harm = Harm.CLIENTS_HANG)
    void everyGroupHasACoordinator(Case test) {
        String group = test.name("group");
        Answer answer = ask(test, CoordinatorRequests.find(CoordinatorType.GROUP, group));
        String at = CoordinatorResponses.firstPath(answer.body());
        if (answer.has("Coordinators")) {
            answer.expectSize("Coordinators", 1).expect("Coordinators[0].Key", group);
        }
        answer.expectError(at + "ErrorCode", ErrorCode.NONE);
        String found = answer.get(at + "NodeId") + " at " + answer.get(at + "Host") + ":" + answer.get(at + "Port");
        Set<String> brokers = new HashSet<>();
        for (Message broker : test.ask(MetadataRequests.noTopics()).body().getStructs("Brokers")) {
            brokers.add(broker.getInt("NodeId") + " at " + broker.getString("Host") + ":" + broker.getInt("Port"));
        }
        answer.expect(brokers.contains(found), at + "NodeId", "one of the brokers " + brokers, found);
    }

    /** Asks again, as clients do, while the answer is COORDINATOR_NOT_AVAILABLE. */
    private static Answer ask(Case test, ClientRequest find) {
        return Await.of("a coordinator", test.stage().settings().readTimeout())
                .last(() -> test.ask(find), FindCoordinatorChecks::isAvailable);
    }

    private static boolean isAvailable(Answer answer) {
        Object error = answer.find(CoordinatorResponses.firstPath(answer.body()) + "ErrorCode")
                .orElse(null);
        return !Objects.equals(error, ErrorCode.COORDINATOR_NOT_AVAILABLE.code());
    }

    @ConformanceTest(
            id = "find-coordinator.several-keys",
            api = "FindCoordinator",
            versions = "4+",
            requirement = "Each of several keys is answered exactly once.",
            source = "KIP-699",
            why = "The Java admin client treats a missing key as a failed lookup.")
    void everyRequestedKeyIsAnswered(Case test) {
        List<String> groups = List.of(test.name("group"), test.name("group"), test.name("group"));
        Answer answer = ask(test, CoordinatorRequests.find(CoordinatorType.GROUP, groups.toArray(String[]::new)));
        answer.expectSize("Coordinators", groups.size());
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < groups.size(); i++) {
            answer.expectError("Coordinators[" + i + "].ErrorCode", ErrorCode.NONE);
            keys.add(answer.text("Coordinators[" + i + "].Key"));
        }
        answer.expect(keys.equals(Set.copyOf(groups)), "Coordinators", "the keys " + groups, keys);
    }

    @ConformanceTest(
            id = "find-coordinator.unknown-key-type-refused",
            api = "FindCoordinator",
            versions = "1+",
            level = Level.SHOULD,
            requirement = "An unknown key type is rejected with INVALID_REQUEST.",
            source = "message definition FindCoordinatorRequest: KeyType; measured on Apache Kafka",
            why =
                    "A broker that does not coordinate keys of that type answers everything that follows with an error; clients"
                            + " ask only for types that they know.")
    void anUnknownKeyTypeIsRejected(Case test) {
        Answer answer =
                test.ask(CoordinatorRequests.find(CoordinatorType.GROUP, "key").with(body -> body.set("KeyType", 99)));
        answer.expectError(CoordinatorResponses.firstPath(answer.body()) + "ErrorCode", ErrorCode.INVALID_REQUEST);
    }
}
