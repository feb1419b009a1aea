package io.kspec.suite.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.suite.mutation.MutationOutcomes.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Plays all mutations, prints the score of each API, and writes the outcomes and the pages:
 *
 * <ul>
 *   <li>{@code -Dkspec.mutation.of=Fetch,Produce} measures these APIs, {@code all} all of them;
 *   <li>{@code -Dkspec.mutation.folder=FOLDER}, {@code target/mutation} by default, gets the outcomes of each API; of all APIs, those
 *       whose outcomes are there already are not played again, so that a measure that was interrupted goes on;
 *   <li>{@code -Dkspec.mutation.minutes=60} begins no further API after this time.
 * </ul>
 */
@Tag("long")
class MutationMeasureTest {
    private static final String OF = "kspec.mutation.of";
    private static final String ALL = "all";
    /** Most of the time of a mutation is spent waiting for the next response. */
    private static final int SIDE_BY_SIDE = 3;

    @Test
    @EnabledIfSystemProperty(named = OF, matches = ".+", disabledReason = "takes up to an hour; writes the pages")
    void measuresMutationsAndWritesThePages() throws IOException, InterruptedException {
        Map<ApiSpec, Versions> apis = asked(System.getProperty(OF, ""));
        Instant deadline = Instant.now().plus(Duration.ofMinutes(Long.getLong("kspec.mutation.minutes", 60)));
        Path folder = Files.createDirectories(Path.of(System.getProperty(
                "kspec.mutation.folder", Path.of("target", "mutation").toString())));

        List<MutationOutcome> measured = new ArrayList<>();
        ExecutorService players = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Callable<List<MutationOutcome>>> tasks = new ArrayList<>();
            apis.forEach((api, versions) ->
                    tasks.add(() -> Instant.now().isAfter(deadline) ? List.of() : outcomes(api, versions, folder)));
            for (Future<List<MutationOutcome>> task : players.invokeAll(tasks)) {
                measured.addAll(task.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            players.shutdownNow();
        }

        assertThat(measured).isNotEmpty();
        MutationOutcomes updated = MutationOutcomes.read().updated(measured);
        updated.write();
        MutationPagesTest.write(updated);
    }

    /** The APIs to measure, with the versions that the mock answers, by name. */
    private static Map<ApiSpec, Versions> asked(String names) throws IOException {
        Set<String> wanted = Set.of(names.split(","));
        try (MutatedBroker broker = MutatedBroker.start()) {
            Map<ApiSpec, Versions> asked = new TreeMap<>(Comparator.comparing(ApiSpec::name));
            broker.answered().forEach((api, versions) -> {
                if (wanted.contains(ALL) || wanted.contains(api.name())) {
                    asked.put(api, versions);
                }
            });
            return asked;
        }
    }

    private static List<MutationOutcome> outcomes(ApiSpec api, Versions versions, Path folder) throws IOException {
        Path kept = folder.resolve(api.name() + ".tsv");
        if (ALL.equals(System.getProperty(OF)) && Files.exists(kept)) {
            return Files.readAllLines(kept).stream().map(MutationOutcome::parse).toList();
        }
        long start = System.nanoTime();
        MutationRun run = new MutationRun(MutationMeasureTest::isAllowed, MutationRun.ALL_CASES);
        List<MutationOutcome> outcomes = new ArrayList<>();
        for (Mutation mutation : Mutations.of(api, versions)) {
            outcomes.add(run.play(mutation));
        }
        Score score = Score.of(outcomes);
        System.out.printf(
                Locale.ROOT,
                "%s: %d mutations, %d killed, %d survived, %d excused, %d not made, %d fields not seen, score %s, %d s%n",
                api.name(),
                outcomes.size(),
                score.killed(),
                score.survived(),
                score.excused(),
                score.unmade(),
                score.unseen(),
                score.percent(),
                (System.nanoTime() - start) / 1_000_000_000);
        Path unfinished = folder.resolve(api.name() + ".part");
        Files.writeString(
                unfinished,
                outcomes.stream().map(outcome -> outcome.line() + "\n").collect(Collectors.joining()));
        Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        return outcomes;
    }

    static boolean isAllowed(Mutation mutation) {
        return MutationOutcomes.excuse(mutation.key())
                .filter(excuse -> excuse.kind() == Excuse.Kind.ALLOWED)
                .isPresent();
    }
}
