package io.kspec.suite.checks.rules;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.VersionFilter;
import java.util.List;
import java.util.Set;

/** Checks of requests that are sent twice. */
class RepetitionChecks {
    /** The APIs that read only what nobody else changes meanwhile: topics of the check itself, and what does not exist. */
    private static final Set<String> STEADY = Set.of(
            "Fetch",
            "ListOffsets",
            "Metadata",
            "OffsetFetch",
            "DescribeGroups",
            "ApiVersions",
            "OffsetForLeaderEpoch",
            "DescribeConfigs",
            "DescribeAcls",
            "DescribeUserScramCredentials",
            "DescribeCluster",
            "DescribeProducers",
            "DescribeTransactions",
            "ConsumerGroupDescribe",
            "ShareGroupDescribe",
            "StreamsGroupDescribe",
            "DescribeTopicPartitions");

    /** The versions of these APIs. */
    static final class Filter implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return STEADY.contains(api.name());
        }
    }

    @ConformanceTest(
            id = "rules.same-request-same-answer",
            api = ConformanceTest.EVERY_API,
            where = Filter.class,
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A request that only reads has the same answer when it is sent again, over another connection to"
                            + " the same broker, and nothing has changed in between. The order of entries may differ.",
            source = "Kafka's message definitions; measured on Apache Kafka",
            why =
                    "Schema Registry read ten schemas back once and none the second time, because the first reader's session"
                            + " was reused (SeaweedFS).")
    void aRepeatedRequestHasTheSameAnswer(Case test) {
        if (SiblingChecks.TOPICS.contains(test.api().name())) {
            RealTopic topic = new RealTopic(test);
            Message body = topic.request();
            expectTheSame(test, topic.connection(body), body);
        } else {
            expectTheSame(test, test.connection(), ItemRequests.bodyOf(test, List.of(ItemRequests.UNKNOWN)));
        }
    }

    private static void expectTheSame(Case test, Connection first, Message body) {
        Answer expected = Answer.of(first.exchange(test.api(), test.version(), body));
        Connection second = test.role("second client").connectionTo(first.target());
        Answer found = Answer.of(second.exchange(test.api(), test.version(), body));
        Discrepancy.between(expected.body(), found.body()).ifPresent(difference -> {
            throw found.failure(
                    difference.path(), difference.expected() + ", as in the answer before", difference.found());
        });
    }
}
