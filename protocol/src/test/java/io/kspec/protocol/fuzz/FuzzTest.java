package io.kspec.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A hundred thousand mutants, and ten million with {@code -Pfuzz}: each is read or refused as {@link Trial} demands.
 * Leaves the tables of {@code docs/fuzz.md}, which says how to repeat them, in {@code target/fuzz.md}.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {
    private static final long SEED = Long.getLong("kspec.fuzz.seed", 20_261_120);
    private static final long MUTANTS = Long.getLong("kspec.fuzz.mutants", 100_000);
    /** The number of a mutant to be tried alone; below 0 for all of them. */
    private static final long ALONE = Long.getLong("kspec.fuzz.alone", -1);

    /** So many mutants load the classes that they need, which would count as theirs. */
    private static final long WARM_UP = 5_000;

    /** By name. */
    private static final SortedMap<String, FuzzTally> TALLIES = new ConcurrentSkipListMap<>();

    @Test
    void messagesAreReadOrRefused() {
        run(new MessageCases(SEED), MUTANTS * 70 / 100);
    }

    @Test
    void framesAreReadOrRefused() {
        run(new FrameCases(SEED), MUTANTS * 15 / 100);
    }

    @Test
    void recordsAreReadOrRefused() {
        run(new RecordsCases(SEED), MUTANTS * 15 / 100);
    }

    @AfterAll
    static void report() throws IOException {
        List<FuzzTally> tallies = List.copyOf(TALLIES.values());
        long count = tallies.stream().mapToLong(FuzzTally::cases).sum();
        String report =
                String.format(Locale.ROOT, "%,d mutants, seed %d%n%n%s", count, SEED, FuzzTally.report(tallies));
        System.out.println(report);
        Files.writeString(Path.of("target", "fuzz.md"), report);
    }

    private static void run(Cases cases, long count) {
        if (ALONE >= 0) {
            FuzzCase alone = cases.get(ALONE);
            System.out.println(alone.subject().name() + " " + alone.input().toHex() + " " + run(cases, ALONE, alone));
            return;
        }
        FuzzTally tally = new FuzzTally(cases.name());
        for (long number = 0; number < WARM_UP; number++) {
            run(cases, number, cases.get(number));
        }
        long start = Gauge.processorTime();
        for (long number = 0; number < count; number++) {
            FuzzCase next = cases.get(number);
            Trial.Outcome outcome = run(cases, number, next);
            tally.add(next, tally.isRemarkable(outcome) ? run(cases, number, next) : outcome);
        }
        tally.took(Gauge.processorTime() - start);
        TALLIES.put(cases.name(), tally);
        assertThat(tally.cases()).isEqualTo(count);
        assertThat(tally.read()).as("read of " + count).isGreaterThan(count / 20);
        assertThat(tally.refused()).as("refused of " + count).isGreaterThan(count / 20);
    }

    private static Trial.Outcome run(Cases cases, long number, FuzzCase each) {
        try {
            return each.run();
        } catch (Trial.Violation e) {
            throw new AssertionError(
                    String.format(
                            "%s, mutant %d of the %s with seed %d: %s%n  input: %s%n  again: mvn -pl protocol -am verify"
                                    + " -Dtest=FuzzTest#%sAreReadOrRefused -Dsurefire.failIfNoSpecifiedTests=false"
                                    + " -Dkspec.fuzz.seed=%d -Dkspec.fuzz.alone=%d",
                            each.subject().name(),
                            number,
                            cases.name(),
                            SEED,
                            e.getMessage(),
                            each.input().toHex(),
                            cases.name(),
                            SEED,
                            number),
                    e);
        }
    }
}
