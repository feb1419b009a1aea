package io.kspec.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Causes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the whole suite on mutants and counts the causes: one planted fault is one cause, two at most, in nine of ten cases.
 * Only a few mutants are played, unless {@code -Dkspec.causes.all=true} or {@code -Dkspec.causes.more=50} (those that the
 * page in the documentation lacks) or {@code -Dkspec.causes.of=K1,K27}.
 */
@Tag("long")
class CauseCensusTest {
    private static final Path PAGE = Path.of("..", "docs", "causes.md");
    private static final boolean ALL = Boolean.getBoolean("kspec.causes.all");
    /** How many mutants that the page lacks are played instead of the sample. */
    private static final int MORE = Integer.getInteger("kspec.causes.more", 0);

    /** The ids of the mutants that are played instead of the sample. */
    private static final Set<String> OF =
            Set.of(System.getProperty("kspec.causes.of", "").split(","));

    private static final boolean WRITE = Boolean.getBoolean("kspec.causes.write");
    /** One of this many rows of the page is played by default. */
    private static final int SAMPLE = 200;

    /** Most of the time of a run is spent waiting. */
    private static final int SIDE_BY_SIDE = 6;

    /** Fewer rows would prove nothing. */
    private static final int MEASURED = 50;

    @TempDir
    private Path logs = Path.of("");

    @Test
    void theCausesAreThoseOfTheDocumentation() throws IOException, InterruptedException, ExecutionException {
        List<Mutant> mutants = MutantSearch.all();
        CauseCensus known = CauseCensus.parse(Files.readString(PAGE));
        CauseCensus census = census(ALL ? mutants : chosen(mutants, known));
        System.out.println(census.summary());
        if (WRITE) {
            Files.writeString(PAGE, known.updated(census).page());
            return;
        }
        assertThat(census.rows()).allSatisfy(row -> assertThat(row.causes().size())
                .as("causes of %s: %s", row.mutant(), row.causes())
                .isLessThanOrEqualTo(known.row(row.mutant()).causes().size()));
    }

    /** A sample of the rows or, if asked for, mutants that the page lacks. */
    private static List<Mutant> chosen(List<Mutant> mutants, CauseCensus known) {
        List<String> rows = known.rows().stream().map(CauseCensus.Row::mutant).toList();
        if (!OF.contains("")) {
            return mutants.stream().filter(mutant -> OF.contains(mutant.id())).toList();
        }
        if (MORE > 0) {
            return mutants.stream()
                    .filter(mutant -> !rows.contains(mutant.id()))
                    .limit(MORE)
                    .toList();
        }
        Set<String> sample = IntStream.range(0, rows.size())
                .filter(index -> index % SAMPLE == 0)
                .mapToObj(rows::get)
                .collect(Collectors.toSet());
        return mutants.stream().filter(mutant -> sample.contains(mutant.id())).toList();
    }

    @Test
    void aFaultIsOneCauseOrTwoInNineOfTenMutants() throws IOException {
        CauseCensus known = CauseCensus.parse(Files.readString(PAGE));

        assertThat(MutantSearch.all().stream().map(Mutant::id))
                .containsAll(known.rows().stream().map(CauseCensus.Row::mutant).toList());
        assertThat(known.rows()).hasSizeGreaterThanOrEqualTo(MEASURED);
        assertThat(known.page()).as("the page, written again from its rows").isEqualTo(Files.readString(PAGE));
        assertThat(known.shareOfOneOrTwo()).isGreaterThanOrEqualTo(0.9);
    }

    private CauseCensus census(List<Mutant> mutants) throws InterruptedException, ExecutionException {
        MutantRun run = new MutantRun(logs);
        TreeMap<String, CauseCensus.Row> rows = new TreeMap<>();
        ExecutorService players = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            for (Future<CauseCensus.Row> row : players.invokeAll(mutants.stream()
                    .map(mutant -> (Callable<CauseCensus.Row>) () -> row(mutant, run.playEverything(mutant)))
                    .toList())) {
                rows.put(row.get().mutant(), row.get());
            }
        } finally {
            players.shutdownNow();
        }
        return new CauseCensus(List.copyOf(rows.values()));
    }

    private static CauseCensus.Row row(Mutant mutant, List<CaseResult> results) {
        long failed = results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .count();
        return new CauseCensus.Row(
                mutant.id(),
                failed,
                Causes.of(results).gravestFirst().stream()
                        .map(cause -> CauseCensus.cell(cause.title()))
                        .toList());
    }
}
