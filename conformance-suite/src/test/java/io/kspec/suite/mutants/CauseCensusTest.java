package io.kspec.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts the causes that a run tells of each mutant: one planted fault is one cause, two at most, in nine of ten cases. By
 * default a few rows of the page are checked, with the cases of the APIs that the bug is in. {@code
 * -Dkspec.causes.write=true} measures mutants and writes the page:
 *
 * <ul>
 *   <li>those that the page lacks, or {@code -Dkspec.causes.of=K1,K27}, or {@code -Dkspec.causes.of=all};
 *   <li>with all cases that the bug can touch, which {@link TouchedCases} tells, or with {@code -Dkspec.causes.whole=true} the whole suite;
 *   <li>{@code -Dkspec.causes.logs=FOLDER} keeps the log of each run; what the folder has already is read, not played.
 * </ul>
 */
@Tag("long")
class CauseCensusTest {
    private static final Path PAGE = Path.of("..", "docs", "causes.md");
    private static final String WRITE = "kspec.causes.write";
    /** The ids of the mutants to measure. */
    private static final String OF = System.getProperty("kspec.causes.of", "");

    private static final String ALL = "all";
    /** One of this many rows of the page is checked by default. */
    private static final int SAMPLE = 120;

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void aFaultIsOneCauseOrTwoInNineOfTenMutants() throws IOException {
        CauseCensus known = known();

        System.out.println(known.summary());
        assertThat(known.page()).as("the page, written again from its rows").isEqualTo(Files.readString(PAGE));
        assertThat(known.shareOfOneOrTwo()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void everyMutantHasARowOrIsDeclaredToHaveNone() throws IOException {
        CauseCensus known = known();

        assertThat(Stream.concat(ids(known).stream(), known.open().stream()))
                .as("rows of docs/causes.md; -D%s=true measures mutants that have none", WRITE)
                .containsExactlyInAnyOrderElementsOf(
                        MutantSearch.all().stream().map(Mutant::id).toList());
    }

    @Test
    void whatIsNotNoticedHasItsReason() throws IOException {
        assertThat(known().rows())
                .filteredOn(row -> row.causes().isEmpty())
                .extracting(CauseCensus.Row::mutant)
                .containsExactlyInAnyOrderElementsOf(CauseCensus.UNNOTICED.keySet());
    }

    @Test
    void theChecksOfTheApiTellNoMoreCausesThanThePage() throws IOException, InterruptedException {
        CauseCensus known = known();
        List<Mutant> ofAnApi = MutantSearch.all().stream()
                .filter(mutant ->
                        mutant.stubs().stream().allMatch(stub -> stub.request().api() != null))
                .toList();
        List<Mutant> sample = IntStream.range(0, ofAnApi.size())
                .filter(index -> index % SAMPLE == SAMPLE / 2)
                .mapToObj(ofAnApi::get)
                .toList();

        CauseCensus census = new CensusRun(temporary, CauseCensusTest::ofItsApis).of(sample);

        assertThat(census.rows()).hasSameSizeAs(sample).allSatisfy(row -> assertThat(
                        row.causes().size())
                .as("causes of %s: %s", row.mutant(), row.causes())
                .isLessThanOrEqualTo(known.row(row.mutant()).causes().size()));
    }

    @Test
    @EnabledIfSystemProperty(
            named = WRITE,
            matches = "true",
            disabledReason = "takes minutes to hours; writes the page")
    void measuresMutantsAndWritesThePage() throws IOException, InterruptedException {
        CauseCensus known = known();
        Set<String> rows = ids(known);
        Set<String> asked = Set.of(OF.split(","));
        List<Mutant> mutants = MutantSearch.all().stream()
                .filter(mutant ->
                        OF.equals(ALL) || (OF.isEmpty() ? !rows.contains(mutant.id()) : asked.contains(mutant.id())))
                .toList();
        String kept = System.getProperty("kspec.causes.logs", "");
        Path folder = kept.isEmpty() ? temporary : Files.createDirectories(Path.of(kept));

        CauseCensus census = Boolean.getBoolean("kspec.causes.whole")
                ? new CensusRun(folder, mutant -> Selection.EVERYTHING).of(mutants)
                : CensusRun.ofTouched(folder, mutants);

        System.out.println(census.summary());
        Files.writeString(PAGE, known.of(MutantSearch.all()).updated(census).page());
    }

    private static CauseCensus known() throws IOException {
        return CauseCensus.parse(Files.readString(PAGE));
    }

    private static Set<String> ids(CauseCensus census) {
        return census.rows().stream().map(CauseCensus.Row::mutant).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The cases of the APIs on whose requests a mutant's stubs act. */
    private static Selection ofItsApis(Mutant mutant) {
        return TouchedCases.isOccasional(mutant)
                ? MutantRun.selection(mutant)
                : Selection.EVERYTHING.withApis(mutant.stubs().stream()
                        .map(stub -> Objects.requireNonNull(stub.request().api()))
                        .collect(Collectors.toSet()));
    }
}
