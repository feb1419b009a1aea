package io.kspec.suite.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.Level;
import io.kspec.suite.mutation.MutationOutcome.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The pages are those of the outcomes, and the excuses are true of them. {@code -Dkspec.mutation.pages=write} writes the pages
 * again, such as after new checks or excuses, without a measure.
 */
class MutationPagesTest {
    private static final Path PAGE = Path.of("..", "docs", "mutation.md");
    private static final Path LEDGER = Path.of("..", "docs", "ledger.md");
    private static final boolean WRITE = "write".equals(System.getProperty("kspec.mutation.pages"));
    private static final Map<String, Level> LEVELS = PlayableCheck.all().stream()
            .collect(Collectors.toMap(
                    PlayableCheck::id, check -> check.declared().level()));

    static void write(MutationOutcomes outcomes) throws IOException {
        Files.writeString(PAGE, MutationPage.of(outcomes));
        Files.writeString(LEDGER, LedgerPage.of(outcomes));
    }

    @Test
    void thePagesAreThoseOfTheOutcomes() throws IOException {
        MutationOutcomes outcomes = MutationOutcomes.read();
        if (WRITE) {
            write(outcomes);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(MutationPage.of(outcomes));
        assertThat(Files.readString(LEDGER)).isEqualTo(LedgerPage.of(outcomes));
    }

    @Test
    void anExcuseAppliesToAMutationThatSurvived() throws IOException {
        MutationOutcomes outcomes = MutationOutcomes.read();
        assertThat(Excuse.all())
                .filteredOn(excuse -> excuse.kind() == Excuse.Kind.ALLOWED || excuse.kind() == Excuse.Kind.UNTOLD)
                .as("excuses.txt; a line that is not needed any more goes")
                .allMatch(excuse -> outcomes.all().stream()
                        .filter(outcome -> outcome.fate() == Fate.SURVIVED)
                        .anyMatch(outcome -> MutationOutcomes.excuse(outcome.key())
                                .filter(excuse::equals)
                                .isPresent()));
    }

    @Test
    void aFieldThatIsNotSeenHasItsReason() throws IOException {
        Set<Excuse> used = new HashSet<>();
        List<String> unexplained = new ArrayList<>();
        MutationOutcomes.read()
                .unseen()
                .forEach((api, fields) -> fields.forEach(field -> MutationOutcomes.unseen(api, field)
                        .ifPresentOrElse(used::add, () -> unexplained.add(api + " " + field))));

        assertThat(unexplained).as("excuses.txt has lines of the kind unseen").isEmpty();
        assertThat(Excuse.all())
                .filteredOn(excuse -> excuse.kind() == Excuse.Kind.UNSEEN)
                .as("excuses.txt; a line that is not needed any more goes")
                .allMatch(used::contains);
    }

    @Test
    void noCheckThatClientsDependOnFailsForWhatIsAllowed() throws IOException {
        assertThat(MutationOutcomes.read().all())
                .filteredOn(outcome -> outcome.fate() == Fate.KILLED)
                .filteredOn(outcome -> MutationOutcomes.excuse(outcome.key())
                        .filter(excuse -> excuse.kind() == Excuse.Kind.ALLOWED)
                        .isPresent())
                .filteredOn(outcome -> LEVELS.get(outcome.check()) != Level.SHOULD)
                .isEmpty();
    }

    @Test
    void checksThatAreNamedExist() throws IOException {
        assertThat(MutationOutcomes.read().all())
                .extracting(MutationOutcome::check)
                .filteredOn(check -> !check.isEmpty())
                .allMatch(LEVELS::containsKey);
    }
}
