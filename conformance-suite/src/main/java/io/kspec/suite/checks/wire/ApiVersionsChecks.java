package io.kspec.suite.checks.wire;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opentest4j.TestAbortedException;

/** Checks of ApiVersions: which APIs and versions the target advertises. */
class ApiVersionsChecks {
    /** The requests of a group member, from finding its coordinator to leaving the group. */
    private static final Set<String> GROUP_MEMBER = Set.of(
            "FindCoordinator", "JoinGroup", "SyncGroup", "Heartbeat", "LeaveGroup", "OffsetCommit", "OffsetFetch");

    @ConformanceTest(
            id = "api-versions.ranges-make-sense",
            api = "ApiVersions",
            requirement =
                    "Every API is listed once, with a lowest version of 0 or more that does not exceed the highest,"
                            + " and ApiVersions itself is listed.",
            source = "KIP-35",
            why = "KafkaJS and franz-go use the ranges unchecked, and do not find an API that is listed twice or"
                    + " with a reversed range.")
    void theVersionRangesAreValid(Case test) {
        Answer answer = ask(test);
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
        int own = test.api().key();
        answer.expect(keys.contains(own), "ApiKeys", "an entry for ApiVersions (" + own + ")", "none");
    }

    @ConformanceTest(
            id = "api-versions.same-at-every-version",
            api = "ApiVersions",
            requirement = "Every version of ApiVersions returns the same version ranges.",
            source = "KIP-35; KIP-511",
            why = "Clients ask at different versions, and would use different API versions with the same broker.")
    void everyVersionReturnsTheSameRanges(Case test) {
        Answer answer = ask(test);
        Set<String> advertised = new TreeSet<>();
        test.stage()
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
            requirement = "An empty client software name is rejected with INVALID_REQUEST, in a response that decodes.",
            source = "KIP-511",
            why = "The author of a buggy client learns of the bug here rather than from unreadable metrics.")
    void anEmptyClientSoftwareNameIsRejected(Case test) {
        Answer answer = test.ask(ApiVersionsRequests.from("", "0"));
        answer.expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "api-versions.no-wait-to-tell",
            api = "ApiVersions",
            versions = "1+",
            level = Level.SHOULD,
            requirement = "A response that was not throttled has a throttle time of 0.",
            source = "message definition ApiVersionsResponse; KIP-219",
            why = "Sarama and the Java client pause for as long as this field says, which only slows them down.")
    void anUnthrottledResponseHasThrottleTimeZero(Case test) {
        ask(test).expect("ThrottleTimeMs", 0);
    }

    @ConformanceTest(
            id = "api-versions.group-apis-are-complete",
            requirement = "A broker that advertises JoinGroup also advertises the other APIs that a group member needs:"
                    + " FindCoordinator, SyncGroup, Heartbeat, LeaveGroup, OffsetCommit and OffsetFetch.",
            source = "Kafka protocol guide, group membership; librdkafka's feature BrokerBalancedConsumer",
            why = "If one of them is missing, librdkafka silently drops group consumption, and Sarama fails at the"
                    + " missing one.")
    void theGroupApisAreComplete(Case test) {
        Set<String> missing = new TreeSet<>();
        for (String api : GROUP_MEMBER) {
            if (test.stage().versions(api).isEmpty()) {
                missing.add(api);
            }
        }
        if (missing.size() == GROUP_MEMBER.size()) {
            throw new TestAbortedException("the target advertises no group API");
        }
        if (!missing.isEmpty()) {
            throw ask(test).failure("ApiKeys", "all of " + new TreeSet<>(GROUP_MEMBER), "none of " + missing);
        }
    }

    @ConformanceTest(
            id = "api-versions.supported-features-make-sense",
            api = "ApiVersions",
            versions = "3+",
            requirement =
                    "Every supported feature has a name and is listed once, with a lowest version of 0 or more that does not"
                            + " exceed the highest.",
            source = "KIP-584; Apache Kafka, NodeApiVersions and SupportedVersionRange",
            why =
                    "The Java client reads these ranges before its first request, and gives up the connection for one that is"
                            + " negative or reversed.")
    void theSupportedFeaturesAreValid(Case test) {
        expectFeatures(ask(test), "SupportedFeatures", "MinVersion", "MaxVersion");
    }

    @ConformanceTest(
            id = "api-versions.finalized-features-are-supported",
            api = "ApiVersions",
            versions = "3+",
            level = Level.SHOULD,
            requirement =
                    "Every finalized feature has a name and is listed once, in an epoch of 0 or more, with levels of 0 or more"
                            + " that lie within the versions that are supported, if these are told.",
            source = "KIP-584; Apache Kafka, FinalizedVersionRange",
            why =
                    "The Java admin client takes a negative or reversed range for a fault of its own; an operator who upgrades relies"
                            + " on these levels.")
    void theFinalizedFeaturesAreSupported(Case test) {
        Answer answer = ask(test);
        expectFeatures(answer, "FinalizedFeatures", "MinVersionLevel", "MaxVersionLevel");
        List<Message> finalized = answer.body().getStructs("FinalizedFeatures");
        if (!finalized.isEmpty()) {
            answer.expect("FinalizedFeaturesEpoch", "is 0 or more", epoch -> ((Number) epoch).longValue() >= 0);
        }
        for (int i = 0; i < finalized.size(); i++) {
            String path = "FinalizedFeatures[" + i + "].";
            for (Message supported : answer.body().getStructs("SupportedFeatures")) {
                if (supported.getString("Name").equals(answer.text(path + "Name"))) {
                    long highest = answer.number(path + "MaxVersionLevel");
                    long lowest = answer.number(path + "MinVersionLevel");
                    String range = supported.getInt("MinVersion") + " to " + supported.getInt("MaxVersion");
                    answer.expect(
                            highest <= supported.getInt("MaxVersion"),
                            path + "MaxVersionLevel",
                            "a level within the supported " + range,
                            highest);
                    answer.expect(
                            lowest >= supported.getInt("MinVersion"),
                            path + "MinVersionLevel",
                            "a level within the supported " + range,
                            lowest);
                }
            }
        }
    }

    private static void expectFeatures(Answer answer, String features, String lowestField, String highestField) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < answer.list(features).size(); i++) {
            String path = features + "[" + i + "].";
            String name = answer.text(path + "Name");
            answer.expect(!name.isEmpty(), path + "Name", "a name", "an empty text");
            answer.expect(names.add(name), path + "Name", "each feature once", name + " again");
            long lowest = answer.number(path + lowestField);
            long highest = answer.number(path + highestField);
            answer.expect(lowest >= 0, path + lowestField, "0 or more", lowest);
            answer.expect(lowest <= highest, path + highestField, lowest + " or more", highest);
        }
    }

    private static Answer ask(Case test) {
        return test.ask(ApiVersionsRequests.from("kspec", "0.1")).expectError("ErrorCode", ErrorCode.NONE);
    }
}
