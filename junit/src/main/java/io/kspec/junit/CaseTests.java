package io.kspec.junit;

import io.kspec.reports.CauseDigest;
import io.kspec.reports.FailureText;
import io.kspec.reports.Summary;
import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.known.Complaint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The cases of a run that has ended, as tests. */
final class CaseTests {
    /** The container of the cases that are not about one API. */
    private static final String NO_API = "any API";

    private static final Comparator<CaseResult> BY_CHECK_AND_VERSION =
            Comparator.comparing((CaseResult result) -> result.check().id()).thenComparing(CaseTests::version);

    private final RunLog log;
    private final Summary summary;
    private final Map<CaseResult, CauseDigest> causes;

    CaseTests(RunLog log, Summary summary) {
        this.log = log;
        this.summary = summary;
        this.causes = summary.causesByCase();
    }

    Stream<DynamicNode> nodes() {
        Map<String, List<CaseResult>> byApi = log.results().stream()
                .collect(Collectors.groupingBy(CaseTests::api, TreeMap::new, Collectors.toList()));
        List<DynamicNode> nodes = new ArrayList<>();
        byApi.forEach((api, results) -> nodes.add(DynamicContainer.dynamicContainer(
                api, results.stream().sorted(BY_CHECK_AND_VERSION).map(this::test))));
        nodes.add(DynamicTest.dynamicTest("the run is complete", this::demandWhole));
        return nodes.stream();
    }

    private static String api(CaseResult result) {
        return result.api() == null ? NO_API : result.api().name();
    }

    private static int version(CaseResult result) {
        Integer version = result.api() == null ? null : result.api().version();
        return version == null ? -1 : version;
    }

    private DynamicTest test(CaseResult result) {
        return DynamicTest.dynamicTest(CaseKey.of(result).toString(), () -> judge(result));
    }

    private void judge(CaseResult result) {
        String known = summary.acceptance().knownReason(result).orElse(null);
        if (known != null) {
            throw new TestAbortedException("known: " + known);
        }
        switch (result.verdict()) {
            case PASS -> {}
            case FAIL -> throw failed(result, causes.get(result));
            case ERROR -> throw new AssertionError("kspec itself failed: " + result.reason());
            default -> throw new TestAbortedException(String.valueOf(result.reason()));
        }
    }

    private static AssertionFailedError failed(CaseResult result, @Nullable CauseDigest cause) {
        String text = (cause == null ? "" : cause.title()) + FailureText.of(result);
        Failure failure = result.failure();
        return failure == null
                ? new AssertionFailedError(text)
                : new AssertionFailedError(text, failure.expected(), failure.found());
    }

    /** Fails if the run ended early, or if what is said to be known of its failures is wrong. */
    private void demandWhole() {
        List<String> complaints = new ArrayList<>();
        RunFooter footer = log.footer();
        if (footer == null) {
            complaints.add("the run log is cut off");
        } else if (footer.incomplete() != null) {
            complaints.add("the run ended early: " + footer.incomplete());
        }
        summary.acceptance().complaints().stream().map(Complaint::toString).forEach(complaints::add);
        if (!complaints.isEmpty()) {
            throw new AssertionFailedError(String.join("\n", complaints));
        }
    }
}
