package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of FindCoordinator: who coordinates a group. */
class FindCoordinatorChecks {
    @ConformanceTest(
            id = "find-coordinator.group-has-one",
            api = "FindCoordinator",
            needs = {"Metadata"},
            requirement =
                    "Every group has a coordinator, even one that does not exist yet: a broker that Metadata lists, with"
                            + " the same host and port.",
            source = "message definition FindCoordinatorResponse; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "franz-go: \"broker replied that group has broker coordinator, but did not reply with that broker in the"
                            + " broker list\".")
    void aGroupHasACoordinator(Case it) {
        String group = it.name("group");
        Answer answer = it.ask(body -> {
            if (body.has("CoordinatorKeys")) {
                body.set("CoordinatorKeys", List.of(group));
            } else {
                body.set("Key", group);
            }
        });
        String at = answer.has("Coordinators") ? "Coordinators[0]." : "";
        if (answer.has("Coordinators")) {
            answer.expectSize("Coordinators", 1).expect("Coordinators[0].Key", group);
        }
        answer.expectError(at + "ErrorCode", ErrorCode.NONE);
        String found = answer.get(at + "NodeId") + " at " + answer.get(at + "Host") + ":" + answer.get(at + "Port");
        Set<String> brokers = new HashSet<>();
        for (Message broker : it.ask("Metadata", body -> {}).body().getStructs("Brokers")) {
            brokers.add(broker.getInt("NodeId") + " at " + broker.getString("Host") + ":" + broker.getInt("Port"));
        }
        answer.expect(brokers.contains(found), at + "NodeId", "one of the brokers " + brokers, found);
    }

    @ConformanceTest(
            id = "find-coordinator.several-keys",
            api = "FindCoordinator",
            versions = "4+",
            requirement = "Several keys are all answered, each once.",
            source = "KIP-699",
            why = "The Java client's admin takes a key that is left out for a failed lookup.")
    void severalKeysAreAllAnswered(Case it) {
        List<String> groups = List.of(it.name("group"), it.name("group"), it.name("group"));
        Answer answer = it.ask(body -> body.set("CoordinatorKeys", groups));
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
            requirement = "A key type that does not exist is refused with INVALID_REQUEST.",
            source = "message definition FindCoordinatorRequest: KeyType; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A coordinator that is no coordinator of that kind answers everything that follows with an error.")
    void anUnknownKeyTypeIsRefused(Case it) {
        Answer answer = it.ask(body -> {
            body.set("KeyType", 99);
            if (body.has("CoordinatorKeys")) {
                body.set("CoordinatorKeys", List.of("key"));
            } else {
                body.set("Key", "key");
            }
        });
        answer.expectError(
                answer.has("Coordinators") ? "Coordinators[0].ErrorCode" : "ErrorCode", ErrorCode.INVALID_REQUEST);
    }
}
