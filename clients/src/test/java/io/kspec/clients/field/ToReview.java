package io.kspec.clients.field;

import java.util.Set;

/**
 * What a run shows that was not reviewed.
 *
 * @param text what differs from the list
 * @param cases the cases that differ
 */
record ToReview(String text, Set<FailedCase> cases) {
    ToReview {
        cases = Set.copyOf(cases);
    }
}
