package io.kspec.runlog.cause;

import io.kspec.runlog.CaseResult;
import java.util.List;

/**
 * One way in which a cause shows itself: cases that say the same, such as "v0 is not answered" beside "v4 to v11 answer a
 * wrong error".
 *
 * @param sentence what is wrong, in one sentence
 * @param cases the cases that show it, at least one; the first is the best example
 */
public record Face(String sentence, List<CaseResult> cases) {
    public Face {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("face: expected a case, found none");
        }
    }

    /** The case that shows it best. */
    public CaseResult example() {
        return cases.get(0);
    }
}
