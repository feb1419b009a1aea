package io.kspec.runlog.cause;

import io.kspec.runlog.CaseResult;
import java.util.List;

/**
 * One way in which a cause shows itself: cases that say the same, such as "v0 is not answered" beside "v4 to v11 answer a
 * wrong error".
 *
 * @param api the API whose answers show it; empty if none does
 * @param sentence what is wrong, in one sentence, with the API and its versions
 * @param fault the same without these, as in the title of a cause
 * @param cases the cases that show it, at least one; the first is the best example
 */
public record Face(String api, String sentence, String fault, List<CaseResult> cases) {
    public Face {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("face: expected a case, found none");
        }
    }

    /** A face that no API shows. */
    public static Face of(String fault, List<CaseResult> cases) {
        return new Face("", fault, fault, cases);
    }

    /** The case that shows it best. */
    public CaseResult example() {
        return cases.get(0);
    }
}
