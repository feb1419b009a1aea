package io.kspec.runlog.known;

import static io.kspec.runlog.known.Runs.fail;
import static io.kspec.runlog.known.Runs.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.cause.Causes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownFailuresUpdateTest {
    private static final String SURVIVES = "offset-fetch.survives";
    private static final String EVERY = "offset-fetch.every";
    private static final String WIRE = "wire.answers";
    private static final String API = "OffsetFetch";

    @Test
    void aNewFileListsWhatFailsWithItsCause() throws KnownFailures.InvalidFile {
        KnownFailuresUpdate update = update(
                null,
                Runs.whole(
                        fail(SURVIVES, API, 0), fail(SURVIVES, API, 1), fail(SURVIVES, API, 4), pass(EVERY, API, 1)));

        assertThat(update.text())
                .endsWith(
                        """
                known-failures:
                  - check: offset-fetch.survives
                    api: OffsetFetch
                    versions: "0-1, 4"
                    reason: "offset-fetch.survives: 8 instead"
                """);
        assertThat(update.added()).isEqualTo(1);
    }

    @Test
    void anUpdateOfWhatIsUpToDateChangesNothing() throws KnownFailures.InvalidFile {
        RunLog log = Runs.whole(fail(SURVIVES, API, 0), fail(WIRE, "Fetch", 3));
        String text = update(null, log).text();

        KnownFailuresUpdate again = update(text, log);

        assertThat(again.text()).isEqualTo(text);
        assertThat(again.added() + again.narrowed() + again.removed()).isZero();
    }

    @Test
    void whatStaysKeepsReasonsCommentsAndLayout() throws KnownFailures.InvalidFile {
        String text =
                """
                # Our broker.

                known-failures: # by check
                # Offsets.
                -   check: "offset-fetch.survives"   # since 2024
                    reason: |
                      32 bits
                      only
                    versions: '0-3'   # all that we have
                    link: https://example.org/17

                # Passes.
                - {check: offset-fetch.every, reason: gone}
                # The wire.
                - {check: wire.answers, reason: "no: yet", versions: 0-1}
                # The end.
                """;

        KnownFailuresUpdate update = update(
                text,
                Runs.whole(
                        fail(SURVIVES, API, 0),
                        fail(SURVIVES, API, 1),
                        pass(SURVIVES, API, 2),
                        fail(SURVIVES, API, 3),
                        pass(EVERY, API, 1),
                        fail(WIRE, "Fetch", 0),
                        pass(WIRE, "Fetch", 1)));

        assertThat(update.text())
                .isEqualTo(
                        """
                # Our broker.

                known-failures: # by check
                # Offsets.
                -   check: "offset-fetch.survives"   # since 2024
                    reason: |
                      32 bits
                      only
                    versions: "0-1, 3"   # all that we have
                    link: https://example.org/17
                # The wire.
                - {check: wire.answers, reason: "no: yet", versions: 0}
                # The end.
                """);
        assertThat(update.removed()).isEqualTo(1);
        assertThat(update.narrowed()).isEqualTo(2);
    }

    @Test
    void anEntryWithoutVersionsIsNarrowedToThoseThatFail() throws KnownFailures.InvalidFile {
        RunLog log = Runs.whole(fail(SURVIVES, API, 0), pass(SURVIVES, API, 1));

        assertThat(update(
                                """
                        known-failures:
                          - check: offset-fetch.survives
                            reason: r
                        """,
                                log)
                        .text())
                .isEqualTo(
                        """
                        known-failures:
                          - check: offset-fetch.survives
                            versions: 0
                            reason: r
                        """);
        assertThat(update("known-failures:\n- {check: offset-fetch.survives, reason: r}\n", log)
                        .text())
                .isEqualTo("known-failures:\n- {check: offset-fetch.survives, versions: 0, reason: r}\n");
    }

    @Test
    void anEntryForSeveralApisIsDividedIfTheyDiffer() throws KnownFailures.InvalidFile {
        KnownFailuresUpdate update = update(
                "known-failures:\n  - check: wire.answers\n    reason: r\n    link: l\n",
                Runs.whole(fail(WIRE, "Fetch", 0), fail(WIRE, API, 7), pass(WIRE, API, 8)));

        assertThat(update.text())
                .isEqualTo(
                        """
                known-failures:
                  - check: wire.answers
                    api: Fetch
                    versions: 0
                    reason: r
                    link: l
                  - check: wire.answers
                    api: OffsetFetch
                    versions: 7
                    reason: r
                    link: l
                """);
    }

    @Test
    void aFailureNextToAnEntryIsAnEntryOfItsOwn() throws KnownFailures.InvalidFile {
        KnownFailuresUpdate update = update(
                "known-failures:\n  - check: offset-fetch.survives\n    versions: 0\n    reason: r\n",
                Runs.whole(fail(SURVIVES, API, 0), fail(SURVIVES, API, 1)));

        assertThat(update.text())
                .isEqualTo(
                        """
                known-failures:
                  - check: offset-fetch.survives
                    versions: 0
                    reason: r
                  - check: offset-fetch.survives
                    api: OffsetFetch
                    versions: 1
                    reason: "offset-fetch.survives: 8 instead"
                """);
    }

    @Test
    void whatANarrowedRunDidNotPlayStays() throws KnownFailures.InvalidFile {
        String text = "known-failures:\n  - check: wire.answers\n    versions: 0-3\n    reason: r\n";

        assertThat(update(text, Runs.narrowed(pass(SURVIVES, API, 0))).text()).isEqualTo(text);
        assertThat(update(text, Runs.narrowed(pass(WIRE, API, 2))).text()).isEqualTo("known-failures:\n");
        assertThat(update(text, Runs.whole(pass(SURVIVES, API, 0))).text()).isEqualTo("known-failures:\n");
    }

    @Test
    void aListOfNothingCanBeAddedTo() throws KnownFailures.InvalidFile {
        KnownFailuresUpdate update = update("known-failures: []\n", Runs.whole(fail(SURVIVES, API, 0)));

        assertThat(update.text()).startsWith("known-failures:\n  - check: offset-fetch.survives\n");
    }

    @Test
    void lineEndsStay() throws KnownFailures.InvalidFile {
        String text = "known-failures:\r\n  - check: wire.answers\r\n    reason: r\r\n";

        assertThat(update(text, Runs.whole(fail(WIRE, API, 0))).text()).isEqualTo(text);
    }

    @Test
    void hostileTextOfATargetIsQuoted() throws KnownFailures.InvalidFile {
        CaseResult hostile = CaseResult.failed(
                Runs.check(SURVIVES),
                Runs.api(API, 0),
                new Failure("7", "\"}: # \u001b[31m\n- check: … ü x \u202e\\", List.of()),
                1,
                1,
                List.of(),
                null,
                List.of());

        KnownFailuresUpdate update = update(null, Runs.whole(hostile));

        assertThat(update.text().lines()).hasSize(7);
        assertThat(update.text()).contains("… ü x \\u202e\\\\").matches("[ -~…ü\n]*");
        assertThat(update(update.text(), Runs.whole(hostile)).added()).isZero();
    }

    @Test
    void aFileThatCannotBeChangedWithoutALossIsLeftAlone() {
        RunLog log = Runs.whole(fail(SURVIVES, API, 0), pass(WIRE, API, 0));

        assertRefused(
                "known-failures: [{check: wire.answers, reason: r}, {check: offset-fetch.survives, reason: r}]", log);
        assertRefused(
                """
                known-failures:
                - check: offset-fetch.survives
                  reason: |
                    a
                    # b
                - check: wire.answers
                  reason: r
                """,
                log);
        assertRefused("known-failures: [\n {check: offset-fetch.survives, reason: r, versions: 3}\n]\n", log);
    }

    @Test
    void aFileThatIsNotValidIsNotUpdated() {
        assertThatThrownBy(() -> update("known-failures: 7", Runs.whole()))
                .isInstanceOf(KnownFailures.InvalidFile.class)
                .hasMessage("known.yaml:1:17: expected known-failures as a list, found 7");
    }

    private static void assertRefused(String text, RunLog log) {
        assertThatThrownBy(() -> update(text, log))
                .isInstanceOf(UpdateRefused.class)
                .hasMessageContaining("known.yaml");
    }

    private static KnownFailuresUpdate update(@Nullable String old, RunLog log) throws KnownFailures.InvalidFile {
        return KnownFailuresUpdate.of(
                "known.yaml",
                old,
                Runs.CHECKS,
                Runs.APIS,
                log,
                Causes.of(log.results()).gravestFirst());
    }
}
