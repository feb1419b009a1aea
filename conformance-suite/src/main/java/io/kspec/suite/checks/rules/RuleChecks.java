package io.kspec.suite.checks.rules;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** Rules that hold for every API, at every version that the target advertises. */
class RuleChecks {
    private static final int CORRELATION_ID = 0x7a9;
    private static final int[] COUNTS = {1, 2, 5};

    @ConformanceTest(
            id = "rules.every-item-answered-once",
            api = ConformanceTest.EVERY_API,
            where = ItemRequests.Filter.class,
            requirement =
                    "Every topic, partition, group or other item that a request asks for is answered exactly once, even"
                            + " if it does not exist, and nothing else is; unless the whole request, or the whole group that an"
                            + " item belongs to, is refused.",
            source = "Kafka's message definitions; measured on Apache Kafka",
            why =
                    "Clients look up what they asked for in the answer. For what is missing, the Java client's Admin fails with"
                            + " \"did not contain a result\", and Sarama with ErrIncompleteResponse.")
    void everyItemIsAnsweredOnce(Case test) {
        ItemRequest request = ItemRequests.of(test.api(), test.version()).orElseThrow();
        int answered = 0;
        for (int count : COUNTS) {
            Message body = request.body(test.version(), names(count));
            Answer answer = Answer.of(test.connection().exchange(test.api(), test.version(), body));
            boolean refused = answer.has("ErrorCode") && answer.number("ErrorCode") != 0;
            if (!refused) {
                answered++;
                expectOnce(request.asked().items(body), request, answer);
            }
        }
        if (answered == 0) {
            throw new TestAbortedException("the target refuses every request as a whole");
        }
    }

    private static void expectOnce(List<String> asked, ItemRequest request, Answer answer) {
        List<String> surplus = new ArrayList<>(request.answered().items(answer.body()));
        List<String> missing = new ArrayList<>(asked);
        missing.removeIf(surplus::remove);
        List<String> refused = request.answered().refused(answer.body());
        missing.removeIf(item -> refused.stream().anyMatch(entry -> item.startsWith(entry + ", ")));
        String array = request.answered().array();
        String each = asked.size() == 1 ? "the item" : "each of the " + asked.size() + " items";
        String expected = "one entry for " + each + " asked for in " + array;
        if (!missing.isEmpty()) {
            throw answer.failure(array, expected, "none for " + missing.get(0));
        }
        if (!surplus.isEmpty()) {
            String item = surplus.get(0);
            throw answer.failure(
                    array, expected, asked.contains(item) ? item + " again" : item + ", which was not asked for");
        }
    }

    @ConformanceTest(
            id = "rules.unknown-tags-ignored",
            api = ConformanceTest.EVERY_API,
            where = UnknownTags.Filter.class,
            requirement = "Tagged fields that the broker does not know, in the header, the body and the structures of a"
                    + " request, are ignored: the answer has the same error codes for the same items as without them.",
            source = "KIP-482: unknown tagged fields are ignored; measured on Apache Kafka",
            why =
                    "Newer clients add tagged fields to versions that already exist. A broker that stumbles over them breaks with"
                            + " the next release of a client.")
    void unknownTaggedFieldsAreIgnored(Case test) {
        Message body = ItemRequests.bodyOf(test, names(2));
        Bytes tagged = UnknownTags.frame(test.api(), test.version(), CORRELATION_ID, body);
        Connection newer = test.role("newer").connection();
        SameErrors.expect(
                test,
                () -> Answer.of(test.connection().exchange(test.api(), test.version(), body)),
                () -> Answer.of(newer.receive(newer.sendAs(test.api(), test.version(), CORRELATION_ID, tagged))),
                "without unknown tagged fields");
    }

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> ItemRequests.UNKNOWN + "-" + i)
                .toList();
    }
}
