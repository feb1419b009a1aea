package io.kspec.suite.mutants;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Causes;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plays cases on mutants and counts the causes. */
final class CensusRun {
    /** Most of the time of a run is spent waiting. */
    private static final int SIDE_BY_SIDE = 6;

    private final Path logs;
    private final Function<Mutant, Selection> selections;

    /**
     * A census.
     *
     * @param logs where the log of each mutant's run is kept; one that is there is read instead of a run
     * @param selections the cases to play on a mutant
     */
    CensusRun(Path logs, Function<Mutant, Selection> selections) {
        this.logs = logs;
        this.selections = selections;
    }

    /** The rows of some mutants, with all cases that their bugs can touch. */
    static CauseCensus ofTouched(Path logs, List<Mutant> mutants) throws IOException, InterruptedException {
        boolean played = mutants.stream().allMatch(mutant -> Files.exists(log(logs, mutant)));
        TouchedCases touched = played ? null : new MutantRun(logs).touched(mutants);
        return new CensusRun(logs, mutant -> touched == null ? Selection.EVERYTHING : touched.of(mutant)).of(mutants);
    }

    /** The rows of some mutants. */
    CauseCensus of(List<Mutant> mutants) throws InterruptedException {
        ExecutorService players = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<CauseCensus.Row>> rows = players.invokeAll(mutants.stream()
                    .map(mutant -> (Callable<CauseCensus.Row>) () -> row(mutant, results(mutant)))
                    .toList());
            return new CauseCensus(rows.stream().map(CensusRun::row).toList(), Set.of());
        } finally {
            players.shutdownNow();
        }
    }

    private List<CaseResult> results(Mutant mutant) throws IOException {
        Path log = log(logs, mutant);
        if (Files.exists(log)) {
            return MutantRun.read(log);
        }
        Path unfinished = logs.resolve(mutant.id() + ".part");
        Files.deleteIfExists(unfinished);
        List<CaseResult> results = MutantRun.play(selections.apply(mutant), unfinished, mutant);
        Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
        return results;
    }

    private static Path log(Path logs, Mutant mutant) {
        return logs.resolve(mutant.id() + ".jsonl");
    }

    private static CauseCensus.Row row(Future<CauseCensus.Row> played) {
        try {
            return played.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CauseCensus.Row row(Mutant mutant, List<CaseResult> results) {
        String spoilt = results.stream()
                .filter(result -> result.verdict() == Verdict.ERROR || result.verdict() == Verdict.NOT_PLAYED)
                .map(result -> result.check().id() + ", " + result.api() + ": " + result.reason())
                .limit(3)
                .collect(Collectors.joining("; "));
        if (!spoilt.isEmpty()) {
            throw new IllegalStateException(mutant.id() + ": expected a complete run, found " + spoilt);
        }
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
