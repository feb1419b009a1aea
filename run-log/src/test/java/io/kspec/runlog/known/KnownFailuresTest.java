package io.kspec.runlog.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.CaseKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFailuresTest {
    @Test
    void entriesHaveACheckAndAReason() throws KnownFailures.InvalidFile {
        KnownFailures file = read(
                """
                known-failures:
                  - check: offset-fetch.survives
                    versions: 0-3, 7+
                    reason: offsets are 32 bits wide
                    link: https://example.org/17
                  - {check: wire.answers, api: Fetch, reason: not there yet}
                """);

        assertThat(file.entries())
                .extracting(KnownFailure::name)
                .containsExactly("offset-fetch.survives, v0-3, 7+", "wire.answers, Fetch");
        assertThat(file.entries())
                .extracting(KnownFailure::why)
                .containsExactly("offsets are 32 bits wide (https://example.org/17)", "not there yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"known-failures: []", "known-failures:", "known-failures: # none\n"})
    void aFileMayListNothing(String text) throws KnownFailures.InvalidFile {
        assertThat(read(text).entries()).isEmpty();
    }

    @Test
    void allProblemsAreReportedAtOnceWithLineAndColumn() {
        assertThatThrownBy(
                        () -> read(
                                """
                        known-failures:
                          - check: offset-fetch.survive
                            version: 3
                            reason: ""
                          - reason: none
                            versions: 3-1
                            api: Fetsh
                          - text
                        more: 1
                        """))
                .isInstanceOf(KnownFailures.InvalidFile.class)
                .hasMessageContaining("known.yaml:2:12: expected the id of a check, one of offset-fetch.survives,"
                        + " offset-fetch.every, wire.answers; found offset-fetch.survive; did you mean"
                        + " offset-fetch.survives?")
                .hasMessageContaining(
                        "known.yaml:3:5: expected a key of a known failure, one of api, check, link, reason,"
                                + " versions; found version; did you mean versions?")
                .hasMessageContaining("known.yaml:4:13: expected reason as text, found empty text")
                .hasMessageContaining("known.yaml:5:5: expected the key check in a known failure, found none")
                .hasMessageContaining("known.yaml:6:15: expected versions such as 4, 0-3, 7+ or 0-3, 5, found 3-1")
                .hasMessageContaining("known.yaml:7:10: expected the name of an API, one of Fetch, OffsetFetch; found"
                        + " Fetsh; did you mean Fetch?")
                .hasMessageContaining("known.yaml:8:5: expected a known failure as a mapping, found text")
                .hasMessageContaining("known.yaml:9:1: expected a key of a file of known failures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- check: a", "known-failures: {}", "known-failures: [", "{}"})
    void otherFilesAreRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(KnownFailures.InvalidFile.class)
                .hasMessageStartingWith("known.yaml:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-3 | 0 | true",
                "0-3 | 3 | true",
                "0-3 | 4 | false",
                "0-3, 5 | 5 | true",
                "7+ | 6 | false",
                "7+ | 40 | true",
                "4 | 4 | true",
                "4 | 5 | false"
            })
    void anEntryCoversItsVersions(String versions, int version, boolean covered) throws KnownFailures.InvalidFile {
        KnownFailures file = read("known-failures: [{check: wire.answers, reason: x, versions: \"" + versions + "\"}]");

        assertThat(file.covering(new CaseKey("wire.answers", "Fetch", version)).isPresent())
                .isEqualTo(covered);
        assertThat(file.covering(new CaseKey("wire.answers", "Fetch", null))).isEmpty();
        assertThat(file.covering(new CaseKey("offset-fetch.every", "Fetch", version)))
                .isEmpty();
    }

    @Test
    void anEntryWithoutVersionsCoversAllCasesOfTheCheck() throws KnownFailures.InvalidFile {
        KnownFailures file = read("known-failures: [{check: wire.answers, api: Fetch, reason: x}]");

        assertThat(file.covering(new CaseKey("wire.answers", "Fetch", null))).isPresent();
        assertThat(file.covering(new CaseKey("wire.answers", "Fetch", 3))).isPresent();
        assertThat(file.covering(new CaseKey("wire.answers", "OffsetFetch", 3))).isEmpty();
        assertThat(file.covering(new CaseKey("wire.answers", null, null))).isEmpty();
    }

    private static KnownFailures read(String text) throws KnownFailures.InvalidFile {
        return KnownFailures.read("known.yaml", text, Runs.CHECKS, Runs.APIS);
    }
}
