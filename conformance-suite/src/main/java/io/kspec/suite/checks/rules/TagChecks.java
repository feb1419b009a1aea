package io.kspec.suite.checks.rules;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of tagged fields that are absent, which have their default values then (KIP-482). */
class TagChecks {
    private static final int CORRELATION_ID = 0x7b9;
    private static final String ABSENT = "where tagged fields with their defaults are absent";

    @ConformanceTest(
            id = "rules.absent-tags-are-defaults",
            api = ConformanceTest.EVERY_API,
            where = ExplicitDefaults.Filter.class,
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A tagged field that is absent has its default value: a request is answered alike with and without it, and"
                            + " a response without it says nothing else that contradicts the default.",
            source =
                    "KIP-482; message definitions: the finalized features are valid only if their epoch, by default -1, is 0 or"
                            + " more, and the configurations of a created topic are null only with an error, by default 0",
            why =
                    "Clients leave out what has its default: a broker that takes an absent replica id for 0 answers consumers as"
                            + " followers. The Java client ignores features without an epoch, and fails with a"
                            + " NullPointerException on configurations of null.")
    void anAbsentTaggedFieldHasItsDefault(Case test) {
        Answer answer =
                ExplicitDefaults.areIn(test.api().request(test.version()).struct())
                        ? expectTheSameIfWritten(test)
                        : Answer.of(test.connection().exchange(test.api(), test.version(), unknown(test)));
        switch (test.api().name()) {
            case "ApiVersions" -> expectEpochOfFeatures(answer);
            case "CreateTopics" -> expectConfigsOrError(answer);
            default -> {}
        }
    }

    private static Message unknown(Case test) {
        return ItemRequests.bodyOf(test, List.of(ItemRequests.UNKNOWN));
    }

    private static Answer expectTheSameIfWritten(Case test) {
        if (!SiblingChecks.TOPICS.contains(test.api().name())) {
            Message body = unknown(test);
            SameErrors.expect(
                    test,
                    () -> Answer.of(test.connection().exchange(test.api(), test.version(), body)),
                    () -> explicit(test, test.connection(), body),
                    ABSENT);
            return explicit(test, test.connection(), body);
        }
        RealTopic topic = new RealTopic(test);
        Message body = topic.request();
        Connection connection = topic.connection(body);
        Answer expected = Answer.of(connection.exchange(test.api(), test.version(), body));
        Answer found = explicit(test, connection, body);
        Discrepancy.between(expected.body(), found.body()).ifPresent(difference -> {
            throw found.failure(difference.path(), difference.expected() + ", as " + ABSENT, difference.found());
        });
        return found;
    }

    private static Answer explicit(Case test, Connection connection, Message body) {
        Bytes frame = ExplicitDefaults.frame(test.api(), test.version(), CORRELATION_ID, body);
        return Answer.of(connection.receive(connection.sendAs(test.api(), test.version(), CORRELATION_ID, frame)));
    }

    private static void expectEpochOfFeatures(Answer answer) {
        if (!answer.list("FinalizedFeatures").isEmpty()) {
            answer.expect(
                    "FinalizedFeaturesEpoch",
                    "is 0 or more, since there are finalized features",
                    epoch -> (long) epoch >= 0);
        }
    }

    private static void expectConfigsOrError(Answer answer) {
        for (int i = 0; i < answer.list("Topics").size(); i++) {
            String topic = "Topics[" + i + "].";
            boolean created = answer.number(topic + "ErrorCode") == ErrorCode.NONE.code();
            if (created && answer.number(topic + "TopicConfigErrorCode") == ErrorCode.NONE.code()) {
                answer.expect(
                        answer.find(topic + "Configs").isPresent(),
                        topic + "Configs",
                        "the configurations of the topic, since no error says why there are none",
                        "null");
            }
        }
    }
}
