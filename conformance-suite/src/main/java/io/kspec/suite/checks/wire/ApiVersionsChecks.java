package io.kspec.suite.checks.wire;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opentest4j.TestAbortedException;

/** Checks of ApiVersions: what the target says that it speaks. */
class ApiVersionsChecks {
    /** What a consumer in a group asks, from finding its coordinator to leaving. */
    private static final Set<String> GROUP_MEMBER = Set.of(
            "FindCoordinator", "JoinGroup", "SyncGroup", "Heartbeat", "LeaveGroup", "OffsetCommit", "OffsetFetch");

    @ConformanceTest(
            id = "api-versions.ranges-make-sense",
            api = "ApiVersions",
            requirement =
                    "Every API is listed once, with a lowest version of 0 or more that is not above the highest, and"
                            + " ApiVersions itself is among them.",
            source = "KIP-35",
            why =
                    "KafkaJS and franz-go take the ranges as they stand; an API listed twice or upside down is one that they do"
                            + " not find.")
    void theRangesMakeSense(Case it) {
        Answer answer = ask(it);
        List<?> entries = answer.list("ApiKeys");
        Set<Integer> keys = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String path = "ApiKeys[" + i + "]";
            long key = answer.number(path + ".ApiKey");
            long lowest = answer.number(path + ".MinVersion");
            long highest = answer.number(path + ".MaxVersion");
            answer.expect(keys.add((int) key), path + ".ApiKey", "each API key once", key + " again");
            answer.expect(lowest >= 0, path + ".MinVersion", "a lowest version of 0 or more", lowest);
            answer.expect(lowest <= highest, path + ".MaxVersion", "a highest version from " + lowest + " on", highest);
        }
        int own = it.api().key();
        answer.expect(keys.contains(own), "ApiKeys", "an entry for ApiVersions (" + own + ")", "none");
    }

    @ConformanceTest(
            id = "api-versions.same-at-every-version",
            api = "ApiVersions",
            requirement = "Every version of ApiVersions tells the same ranges.",
            source = "KIP-35; KIP-511",
            why = "Clients ask with different versions and would speak differently to the same broker.")
    void everyVersionTellsTheSame(Case it) {
        Answer answer = ask(it);
        Set<String> advertised = new TreeSet<>();
        it.stage()
                .advertised()
                .ranges()
                .forEach((key, range) -> advertised.add(key + ": " + range.lowest() + "-" + range.highest()));
        Set<String> found = new TreeSet<>();
        for (Message entry : answer.body().getStructs("ApiKeys")) {
            found.add(entry.getInt("ApiKey") + ": " + entry.getInt("MinVersion") + "-" + entry.getInt("MaxVersion"));
        }
        answer.expect(found.equals(advertised), "ApiKeys", "the ranges " + advertised, found);
    }

    @ConformanceTest(
            id = "api-versions.client-software-checked",
            api = "ApiVersions",
            versions = "3+",
            level = Level.SHOULD,
            requirement =
                    "A client software name that is empty is refused with INVALID_REQUEST, in an answer that decodes.",
            source = "KIP-511",
            why = "A client with a bug learns of it here rather than from metrics that nobody can read.")
    void anEmptySoftwareNameIsRefused(Case it) {
        Answer answer = it.ask(body -> body.set("ClientSoftwareName", "").set("ClientSoftwareVersion", "0"));
        answer.expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "api-versions.no-wait-to-tell",
            api = "ApiVersions",
            versions = "1+",
            requirement = "An answer that was not throttled has a throttle time of 0.",
            source = "message definition ApiVersionsResponse; KIP-219",
            why = "Sarama and the Java client wait as long as they are told.")
    void anAnswerThatWasNotThrottledSaysSo(Case it) {
        ask(it).expect("ThrottleTimeMs", 0);
    }

    @ConformanceTest(
            id = "api-versions.group-apis-are-complete",
            requirement =
                    "A target that advertises JoinGroup advertises all that a member needs: FindCoordinator, SyncGroup,"
                            + " Heartbeat, LeaveGroup, OffsetCommit and OffsetFetch.",
            source = "Kafka protocol guide, group membership; librdkafka's feature BrokerBalancedConsumer",
            why =
                    "librdkafka silently drops group consumption where one of them is missing; Sarama fails at the missing one.")
    void theGroupApisAreComplete(Case it) {
        Set<String> missing = new TreeSet<>();
        for (String api : GROUP_MEMBER) {
            if (it.stage().versions(api).isEmpty()) {
                missing.add(api);
            }
        }
        if (missing.size() == GROUP_MEMBER.size()) {
            throw new TestAbortedException("the target advertises no API of groups");
        }
        if (!missing.isEmpty()) {
            throw ask(it).failure("ApiKeys", "all of " + new TreeSet<>(GROUP_MEMBER), "none of " + missing);
        }
    }

    private static Answer ask(Case it) {
        Answer answer = it.ask("ApiVersions", body -> body.setIfPresent("ClientSoftwareName", "kspec")
                .setIfPresent("ClientSoftwareVersion", "0.1"));
        return answer.expectError("ErrorCode", ErrorCode.NONE);
    }
}
