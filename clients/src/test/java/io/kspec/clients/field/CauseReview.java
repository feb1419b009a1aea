package io.kspec.clients.field;

import io.kspec.runlog.cause.Cause;
import io.kspec.runlog.cause.Face;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the causes that a run found with those that were reviewed. */
final class CauseReview {
    private final List<ReviewedCause> reviewed;
    private final Set<FailedCase> unplayed;
    private final Map<ReviewedCause, Set<FailedCase>> found = new HashMap<>();
    private final List<ToReview> problems = new ArrayList<>();

    private CauseReview(List<ReviewedCause> reviewed, Set<FailedCase> unplayed) {
        this.reviewed = reviewed;
        this.unplayed = unplayed;
    }

    /**
     * What has to be reviewed: a cause that is not listed, a listed cause that was not found, and a listed cause whose failed
     * cases are not those that were found. Empty if all causes were reviewed. What is listed need not be found where it could
     * not be: in a case that was not played, or that failed because of another listed cause.
     *
     * @param unplayed the cases that were not played, such as those about a request that kills the target
     */
    static List<ToReview> of(List<ReviewedCause> reviewed, List<Cause> causes, Set<FailedCase> unplayed) {
        CauseReview review = new CauseReview(reviewed, unplayed);
        causes.forEach(review::find);
        reviewed.forEach(review::compare);
        return review.problems;
    }

    private void find(Cause cause) {
        Set<FailedCase> cases =
                cause.cases().stream().map(FailedCase::of).collect(Collectors.toCollection(TreeSet::new));
        reviewed.stream()
                .filter(listed -> isSaid(listed, cause) && admitted(cases, listed) > 0)
                .max(Comparator.comparingLong(listed -> admitted(cases, listed)))
                .ifPresentOrElse(
                        listed -> found.computeIfAbsent(listed, unused -> new TreeSet<>())
                                .addAll(cases),
                        () -> review("not reviewed:\n" + draft(cause, cases), cases));
    }

    private static long admitted(Set<FailedCase> cases, ReviewedCause listed) {
        return cases.stream().filter(listed::admits).count();
    }

    private static boolean isSaid(ReviewedCause listed, Cause cause) {
        return said(cause).anyMatch(sentence -> listed.says().stream().anyMatch(sentence::contains));
    }

    private static Stream<String> said(Cause cause) {
        return Stream.concat(Stream.of(cause.title()), cause.faces().stream().map(Face::sentence));
    }

    private void compare(ReviewedCause listed) {
        Set<FailedCase> failed = found.getOrDefault(listed, Set.of());
        if (failed.isEmpty()) {
            if (couldBeFound(listed)) {
                review("listed, but not found: " + listed.title(), listed.cases());
            }
            return;
        }
        Set<FailedCase> more = new TreeSet<>(failed);
        more.removeIf(listed::admits);
        if (!more.isEmpty()) {
            review(listed.title() + "\n  fails also in cases that are not listed:\n" + lines(more), more);
        }
        Set<FailedCase> fewer = listed.casesWithout(failed);
        fewer.removeIf(this::hidesCauses);
        if (!fewer.isEmpty()) {
            review(listed.title() + "\n  does not fail in listed cases:\n" + lines(fewer), fewer);
        }
    }

    private void review(String text, Set<FailedCase> cases) {
        problems.add(new ToReview(text, cases));
    }

    /** Whether a cause would have been found if the broker still had it. */
    private boolean couldBeFound(ReviewedCause listed) {
        return listed.cases().isEmpty()
                ? unplayed.stream().noneMatch(listed::admits)
                : !listed.cases().stream().allMatch(this::hidesCauses);
    }

    /** Whether a case shows nothing of a cause with which it is listed, since it was not played or failed before. */
    private boolean hidesCauses(FailedCase listed) {
        return unplayed.contains(listed) || found.values().stream().anyMatch(cases -> cases.contains(listed));
    }

    /** An entry for the list, to be completed by whoever reviews it. */
    private static String draft(Cause cause, Collection<FailedCase> cases) {
        return "- cause: " + quoted(cause.title()) + "\n  # " + cause.id() + ", " + cause.severity()
                + said(cause).skip(1).map(face -> "\n  # " + face).collect(Collectors.joining())
                + "\n  says: " + quoted(cause.title()) + "\n  cases:\n" + lines(cases);
    }

    private static String lines(Collection<FailedCase> cases) {
        return FailedCase.text(cases).entrySet().stream()
                .map(check -> "    " + check.getKey() + ": " + check.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
