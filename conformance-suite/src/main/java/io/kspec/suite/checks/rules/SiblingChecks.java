package io.kspec.suite.checks.rules;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.check.VersionFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** Checks of requests that ask for good and bad items at once. */
class SiblingChecks {
    /**
     * The APIs whose items are topics or partitions, answered one by one, and whose requests leave a topic as it is: they
     * read, they only validate, or there is nothing to do. The checks of these APIs look after the others.
     */
    static final Set<String> TOPICS = Set.of(
            "Fetch",
            "ListOffsets",
            "OffsetForLeaderEpoch",
            "OffsetFetch",
            "DeleteRecords",
            "DescribeProducers",
            "DescribeTopicPartitions",
            "Metadata",
            "CreatePartitions",
            "DescribeConfigs",
            "AlterConfigs",
            "IncrementalAlterConfigs",
            "ElectLeaders",
            "AlterPartitionReassignments");

    /** The versions of these APIs that ask for items. */
    static final class Filter implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return TOPICS.contains(api.name()) && ItemRequests.of(api, version).isPresent();
        }
    }

    @ConformanceTest(
            id = "rules.bad-item-spares-siblings",
            api = ConformanceTest.EVERY_API,
            where = Filter.class,
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A topic or partition that does not exist has no effect on the others of a request: an existing"
                            + " one is answered as in a request of its own, and not as if it did not exist either.",
            source = "Kafka's message definitions: errors belong to topics or partitions; measured on Apache Kafka",
            why =
                    "Clients ask for everything at once. If a deleted topic spoiled the answers for all others, one consumer or"
                            + " tool that still asks for it would stop.")
    void aBadItemDoesNotSpoilTheOthers(Case test) {
        ItemRequest request = ItemRequests.of(test.api(), test.version()).orElseThrow();
        RealTopic topic = new RealTopic(test);
        Message alone = topic.request(request, List.of(topic.name()));
        Message mixed = topic.request(request, List.of(ItemRequests.UNKNOWN, topic.name()));
        Answer expected = Answer.of(topic.connection(alone).exchange(test.api(), test.version(), alone));
        Answer found = Answer.of(topic.connection(mixed).exchange(test.api(), test.version(), mixed));
        Map<String, String> before = request.answered().places(expected.body());
        Map<String, String> after = request.answered().places(found.body());
        List<String> answered = request.asked().items(alone).stream()
                .filter(before::containsKey)
                .filter(item -> !isRefused(expected, Objects.requireNonNull(before.get(item))))
                .toList();
        if (answered.isEmpty()) {
            throw new TestAbortedException(
                    "the target does not answer the existing topic in a request of its own either, or refuses that request");
        }
        for (String item : answered) {
            String is = after.get(item);
            if (is == null) {
                throw found.failure(
                        request.answered().array(), "an entry for " + item + ", as in a request for it alone", "none");
            }
            expectSame(expected, Objects.requireNonNull(before.get(item)), found, is);
            expectKnown(found, is);
        }
    }

    /** Whether the request is called invalid, which says nothing about the topic. */
    private static boolean isRefused(Answer answer, String item) {
        return answer.find(item + ".ErrorCode")
                .filter(code -> ((Number) code).shortValue() == ErrorCode.INVALID_REQUEST.code())
                .isPresent();
    }

    private static void expectKnown(Answer found, String item) {
        if (found.find(item + ".ErrorCode").isPresent()) {
            found.expect(
                    item + ".ErrorCode",
                    "is not that of a topic or partition that does not exist, because this one does",
                    code -> !ErrorCodes.isUnknown((Number) code));
        }
    }

    private static void expectSame(Answer expected, String was, Answer found, String is) {
        Discrepancy.between((Message) expected.get(was), (Message) found.get(is))
                .ifPresent(difference -> {
                    throw found.failure(
                            is + "." + difference.path(),
                            difference.expected() + ", as without an unknown topic in the request",
                            difference.found());
                });
    }
}
