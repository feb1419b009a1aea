package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** What checks of consumer groups (KIP-848), share groups (KIP-932) and streams groups (KIP-1071) have in common. */
public final class NewerGroups {
    private NewerGroups() {}

    /** A new id of a member, in the form of those that the Java client chooses. */
    public static String memberId(Case test) {
        return KafkaUuid.format(UUID.nameUUIDFromBytes(test.name("member").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Skips the case if an answer says UNSUPPORTED_VERSION although the target advertises the API.
     *
     * @param errorPath the path of the error code
     * @param precedent which release of Apache Kafka does so, and where
     */
    public static Answer available(Answer answer, String errorPath, String precedent) {
        if (answer.find(errorPath)
                .filter(code -> ((Number) code).intValue() == ErrorCode.UNSUPPORTED_VERSION.code())
                .isPresent()) {
            throw new TestAbortedException(
                    "the target rejects " + answer.body().id().name() + " with UNSUPPORTED_VERSION, as " + precedent);
        }
        return answer;
    }
}
