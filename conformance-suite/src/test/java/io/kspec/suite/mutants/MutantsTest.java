package io.kspec.suite.mutants;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every mutant: the suite fails, by the check that should, at the versions that are wrong, and blames the right field. */
@Tag("long")
class MutantsTest {
    private static final Path TABLE = Path.of("..", "docs", "mutants.md");
    private static final int SEVERAL = 20;

    /** A regular expression for the ids of the mutants to play, to try a new one; empty for all. */
    private static final String ONLY = System.getProperty("kspec.mutants.only", "");

    private static final int LIMIT_MINUTES = 10;

    /** Most of the time of a mutant is spent waiting. */
    private static final int SIDE_BY_SIDE = 4;

    /**
     * The results of mutants, which are played ahead of the tests, and of those controls that differ from the usual broker or
     * are all that is played.
     */
    private static final Map<Mutant, Future<List<CaseResult>>> PLAYED = new HashMap<>();

    /** The results of the whole suite on the usual broker: those of most controls are among them. */
    private static @Nullable Future<List<CaseResult>> all;

    private static final ExecutorService PLAYERS = Executors.newFixedThreadPool(SIDE_BY_SIDE);

    @BeforeAll
    static void play(@TempDir Path logs) {
        MutantRun run = new MutantRun(logs);
        if (ONLY.isEmpty()) {
            all = PLAYERS.submit(run::playAll);
        }
        mutants()
                .flatMap(mutant -> isAmongAll(mutant) ? Stream.of(mutant) : Stream.of(mutant, mutant.control()))
                .forEach(each -> PLAYED.computeIfAbsent(each, mutant -> PLAYERS.submit(() -> run.play(mutant))));
    }

    @AfterAll
    static void stop() {
        PLAYERS.shutdownNow();
    }

    static Stream<Mutant> mutants() {
        return MutantSearch.all().stream()
                .filter(mutant -> ONLY.isEmpty() || mutant.id().matches(ONLY));
    }

    private static boolean isAmongAll(Mutant mutant) {
        return all != null && TouchedCases.isUsual(mutant.control());
    }

    private static List<CaseResult> played(Mutant mutant) {
        return results(mutant.toString(), Objects.requireNonNull(PLAYED.get(mutant)));
    }

    private static List<CaseResult> playedByControl(Mutant mutant) {
        return isAmongAll(mutant)
                ? MutantRun.ofControl(mutant, results("the usual broker", Objects.requireNonNull(all)))
                : played(mutant.control());
    }

    private static List<CaseResult> results(String broker, Future<List<CaseResult>> run) {
        try {
            return run.get(LIMIT_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(broker, e);
        }
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theCheckFailsWhereTheMutantIsWrongAndNowhereElse(Mutant mutant) {
        List<CaseResult> results = played(mutant);
        assertThat(results).isNotEmpty().noneMatch(result -> result.verdict() == Verdict.ERROR);
        List<CaseResult> failures = failures(results);
        assertThat(failures).isNotEmpty().allMatch(result -> result.check().id().equals(mutant.check()));
        String swept = mutant.api();
        if (swept == null) {
            assertThat(failures).hasSize(1);
            return;
        }
        assertThat(failures).allMatch(result -> swept.equals(api(result).name()));
        assertThat(failures.stream().map(result -> api(result).version()).collect(toList()))
                .as("versions of %s that fail: %s", swept, failures)
                .isEqualTo(range(mutant.versions()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void theFieldThatIsWrongIsBlamed(Mutant mutant) {
        for (CaseResult result : failures(played(mutant))) {
            Blame blame = result.blame();
            if (mutant.path() == null) {
                assertThat(blame).as("%s", result).isNull();
                assertThat(Objects.requireNonNull(result.failure()).found()).contains(mutant.says());
                continue;
            }
            assertThat(blame)
                    .as("blame of %s: %s", result.api(), result.failure())
                    .isNotNull();
            assertThat(blame.path()).as("%s", blame.sentence()).isEqualTo(mutant.path());
            assertThat(blame.sentence()).contains(mutant.says());
            assertThat(result.timeline().get(blame.event())).isInstanceOfSatisfying(ExchangeEvent.class, exchange -> {
                ApiVersion blamed = Objects.requireNonNull(exchange.api());
                assertThat(blamed.name()).isEqualTo(mutant.blamedApi());
                if (mutant.blamedApi().equals(mutant.api())) {
                    assertThat(blamed.version()).isEqualTo(api(result).version());
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void withoutTheStubsTheCheckPasses(Mutant mutant) {
        assertThat(playedByControl(mutant)).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS, "passes");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "kspec.mutants.only",
            matches = ".+",
            disabledReason = "only some mutants are played")
    void theBrokerWithoutBugsPassesEveryCheck() {
        assertThat(results("the usual broker", Objects.requireNonNull(all)))
                .anyMatch(result -> result.verdict() == Verdict.PASS)
                .allMatch(result -> result.verdict() == Verdict.PASS || result.verdict() == Verdict.SKIPPED);
    }

    @Test
    void theFirstFourteenBugsOfQuafkaAreAmongThem() {
        List<String> ids = MutantSearch.all().stream().map(Mutant::id).toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(SEVERAL)
                .containsAll(IntStream.rangeClosed(1, 14).mapToObj(i -> "Q" + i).toList());
    }

    @Test
    void theTableInTheDocumentationIsTheOneOfThisRun() throws IOException {
        Map<Mutant, List<CaseResult>> failures = new LinkedHashMap<>();
        mutants().forEach(mutant -> failures.put(mutant, failures(played(mutant))));
        List<String> before = Files.exists(TABLE) ? Files.readAllLines(TABLE) : List.of();
        String table = MutantTable.of(failures, before);
        if (Boolean.getBoolean("kspec.mutants.write")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, table);
        } else {
            assertThat(table.lines())
                    .as("docs/mutants.md, which this test writes with -Dkspec.mutants.write=true")
                    .containsExactlyElementsOf(before);
        }
    }

    private static List<CaseResult> failures(List<CaseResult> results) {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .toList();
    }

    private static ApiVersion api(CaseResult result) {
        return Objects.requireNonNull(result.api());
    }

    private static List<Integer> range(Versions versions) {
        List<Integer> range = new ArrayList<>();
        IntStream.rangeClosed(versions.lowest(), versions.highest()).forEach(range::add);
        return range;
    }
}
