package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.ApiVersion;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNameTest {
    @ParameterizedTest
    @CsvSource({
        "fetch.out-of-range@7, fetch.out-of-range, , 7",
        "wire.well-formed-answer@Fetch:0, wire.well-formed-answer, Fetch, 0",
        "api-versions.group-apis-are-complete, api-versions.group-apis-are-complete, , "
    })
    void aNameIsReadAndWrittenAlike(String text, String check, String api, Integer version) {
        assertThat(CaseName.parse(text))
                .isEqualTo(new CaseName(check, api, version))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@7", "fetch.out-of-range@", "fetch.out-of-range@v7", "a@Fetch:", "a@Fetch:-1", "a@1@2"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> CaseName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected ID@VERSION, ID@API:VERSION for a check of every API, or ID, found " + text);
    }

    @ParameterizedTest
    @CsvSource({"fetch.out-of-range, fetch.out-of-range@7", "wire.well-formed-answer, wire.well-formed-answer@Fetch:7"})
    void aCaseOfARunHasItsName(String check, String name) {
        ConformanceTest known = ConformanceRun.checks().stream()
                .filter(each -> each.id().equals(check))
                .findFirst()
                .orElseThrow();

        assertThat(CaseName.of(known, new ApiVersion(1, "Fetch", 7))).hasToString(name);
        assertThat(CaseName.of(known, null)).hasToString(check);
    }
}
