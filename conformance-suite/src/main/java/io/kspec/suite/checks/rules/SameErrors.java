package io.kspec.suite.checks.rules;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ErrorCodes;
import java.util.List;

/** Expects that two answers have the same error codes, whatever the order of their entries. */
final class SameErrors {
    private SameErrors() {}

    /**
     * Expects that an answer has the error codes of another one.
     *
     * @param as what was different in the other request: {@code with another client id}
     * @throws CheckFailure if it has others
     */
    static void expect(Answer other, Answer answer, String as) {
        List<String> expected = described(other);
        List<String> found = described(answer);
        answer.expect(
                expected.equals(found),
                answer.has("ErrorCode") ? "ErrorCode" : "",
                "the error codes " + expected + ", as " + as,
                found);
    }

    private static List<String> described(Answer answer) {
        return ErrorCodes.of(answer.body()).stream().map(ErrorCode::describe).toList();
    }
}
