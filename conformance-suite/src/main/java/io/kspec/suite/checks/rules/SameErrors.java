package io.kspec.suite.checks.rules;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ErrorCodes;
import java.util.List;
import java.util.function.Supplier;

/** Expects that two answers have the same error codes for the same items, whatever the order of their entries. */
final class SameErrors {
    private SameErrors() {}

    /** The answers to two requests that differ in what should not matter. */
    private record Pair(Answer plain, Answer other) {
        boolean isSame() {
            return described(plain).equals(described(other));
        }

        /** Whether one of them may differ only because a coordinator became ready between them. */
        boolean isEarly() {
            return isUnready(plain) || isUnready(other);
        }

        private static boolean isUnready(Answer answer) {
            return ErrorCodes.haveAny(answer.body(), ErrorCodes.UNREADY_COORDINATOR);
        }
    }

    /**
     * Expects that two requests have answers with the same error codes for the same items. Both are asked again while a
     * coordinator is not ready for one of them.
     *
     * @param as what was different in the plain request: {@code with another client id}
     * @throws CheckFailure if the other one has other error codes or items
     */
    static void expect(Case test, Supplier<Answer> plain, Supplier<Answer> other, String as) {
        Pair first = Await.of(
                        "a coordinator that is ready", test.stage().settings().readTimeout())
                .last(() -> new Pair(plain.get(), other.get()), pair -> pair.isSame() || !pair.isEarly());
        // The first request may have created or deleted what the second one asked for.
        Pair last = first.isSame() ? first : new Pair(plain.get(), first.other());
        Answer answer = last.other();
        answer.expect(
                last.isSame(),
                answer.has("ErrorCode") ? "ErrorCode" : "",
                "the error codes " + described(last.plain()) + ", as " + as,
                described(answer));
        ItemRequests.of(test.api(), test.version()).map(ItemRequest::answered).ifPresent(items -> {
            List<String> expected = sorted(items, last.plain());
            List<String> found = sorted(items, answer);
            answer.expect(found.equals(expected), items.array(), "entries for " + expected + ", as " + as, found);
        });
    }

    private static List<String> sorted(ItemPath items, Answer answer) {
        return items.items(answer.body()).stream().sorted().toList();
    }

    /** Each code once: a target that answers for more than was asked for has other topics, or more, a moment later. */
    private static List<String> described(Answer answer) {
        return ErrorCodes.of(answer.body()).stream()
                .distinct()
                .map(ErrorCode::describe)
                .toList();
    }
}
