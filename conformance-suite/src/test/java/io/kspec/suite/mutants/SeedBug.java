package io.kspec.suite.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bug that a real client found in one of the three brokers whose histories were read, and that no mutant rebuilds.
 *
 * @param id the bug's name
 * @param bug what was wrong
 * @param reason why the suite does not find it
 */
record SeedBug(String id, String bug, String reason) {
    private static final String DECLARED = "not-rebuilt.txt";
    private static final int QUAFKA = 29;
    private static final int SEAWEEDFS = 56;
    private static final int PG_KAFKA = 32;
    /** Of a mutant's id all but the letter that tells mutants of one bug apart; of its source what stands in parentheses. */
    private static final Pattern ID = Pattern.compile("^([QSP]\\d+)|\\(([QSP]\\d+)\\)");

    /** The names of all bugs that were found. */
    static Set<String> all() {
        return Stream.of(ids("Q", QUAFKA), ids("S", SEAWEEDFS), ids("P", PG_KAFKA))
                .flatMap(ids -> ids)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> ids(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> letter + number);
    }

    /** The names of those that some mutant rebuilds. */
    static Set<String> rebuilt() {
        return MutantSearch.all().stream()
                .flatMap(mutant -> Stream.of(mutant.id(), mutant.source()))
                .flatMap(text -> ID.matcher(text).results())
                .map(SeedBug::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String id(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** Those that no mutant rebuilds, as they are declared. */
    static List<SeedBug> notRebuilt() {
        try (InputStream in = SeedBug.class.getResourceAsStream(DECLARED)) {
            return new String(Objects.requireNonNull(in, DECLARED).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(SeedBug::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(DECLARED, e);
        }
    }

    private static SeedBug parse(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 3) {
            throw new IllegalStateException(DECLARED + ": expected bug | what was wrong | why, found " + line);
        }
        return new SeedBug(parts[0], parts[1], parts[2]);
    }
}
