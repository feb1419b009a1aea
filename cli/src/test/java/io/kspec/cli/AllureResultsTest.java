package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllureResultsTest {
    private static final Check CHECK =
            new Check("fetch.out-of-range", "Answers", Level.MUST, "It answers.", "Kafka", "Clients wait.", "core");

    private static TestResult allure(CaseResult result) {
        return AllureResults.result(result, null, 1_000);
    }

    private static CaseResult passed(int version) {
        return CaseResult.passed(CHECK, new ApiVersion(1, "Fetch", version), 20, 1);
    }

    private static CaseResult failed(int version) {
        return CaseResult.failed(
                CHECK,
                new ApiVersion(1, "Fetch", version),
                new Failure("an error", "silence", List.of()),
                20,
                1,
                List.of(),
                null,
                List.of());
    }

    @Test
    void aFailureIsFailedAndAFaultOfKspecIsBroken() {
        ApiVersion fetch = new ApiVersion(1, "Fetch", 7);

        assertThat(allure(passed(7)).getStatus()).isEqualTo(Status.PASSED);
        assertThat(allure(failed(7)).getStatus()).isEqualTo(Status.FAILED);
        assertThat(allure(CaseResult.error(CHECK, fetch, "it broke", 1, 1, List.of()))
                        .getStatus())
                .isEqualTo(Status.BROKEN);
        assertThat(allure(CaseResult.blocked(CHECK, fetch, "needs a group", "a group"))
                        .getStatus())
                .isEqualTo(Status.SKIPPED);
        assertThat(allure(CaseResult.blocked(CHECK, fetch, "needs a group", "a group"))
                        .getStatusDetails()
                        .getMessage())
                .isEqualTo("blocked: needs a group");
    }

    @Test
    void aCaseHasOneHistoryWhateverBecomesOfIt() {
        assertThat(allure(passed(7)).getHistoryId()).isEqualTo(allure(failed(7)).getHistoryId());
        assertThat(allure(passed(7)).getHistoryId())
                .isNotEqualTo(allure(passed(8)).getHistoryId())
                .isEqualTo("07d21d9b-21ff-3ba6-9e89-cea26e2efbb5");
        assertThat(allure(passed(7)).getTestCaseId())
                .isEqualTo(allure(passed(8)).getTestCaseId());
        assertThat(allure(passed(7)).getUuid()).isNotEqualTo(allure(passed(7)).getUuid());
    }

    @Test
    void itSaysWhatWasExpectedAndFoundAndHowLongItTook() {
        TestResult result = allure(failed(7));

        assertThat(result.getFullName()).isEqualTo("fetch.out-of-range Fetch v7");
        assertThat(result.getStatusDetails().getMessage()).isEqualTo("expected an error, found silence");
        assertThat(result.getStatusDetails().getTrace()).contains("requirement: It answers.");
        assertThat(result.getStop() - result.getStart()).isEqualTo(20);
        assertThat(result.getLabels())
                .extracting(label -> label.getName() + "=" + label.getValue())
                .contains("suite=Fetch", "subSuite=fetch.out-of-range", "severity=critical");
    }
}
