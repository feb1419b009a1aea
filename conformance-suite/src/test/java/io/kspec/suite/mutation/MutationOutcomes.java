package io.kspec.suite.mutation;

import io.kspec.suite.mutation.MutationOutcome.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcomes of the last measure of each API, as the file {@code outcomes.tsv} has them. */
final class MutationOutcomes {
    /** Where they are kept, from the folder of this room. */
    static final Path FILE = Path.of("src", "test", "resources", "io", "kspec", "suite", "mutation", "outcomes.tsv");

    private final List<MutationOutcome> all;

    MutationOutcomes(Collection<MutationOutcome> outcomes) {
        all = outcomes.stream()
                .sorted(Comparator.comparing(MutationOutcome::key))
                .toList();
    }

    static MutationOutcomes read() throws IOException {
        return new MutationOutcomes(
                Files.exists(FILE)
                        ? Files.readAllLines(FILE).stream()
                                .map(MutationOutcome::parse)
                                .toList()
                        : List.of());
    }

    void write() throws IOException {
        Files.writeString(
                FILE, all.stream().map(outcome -> outcome.line() + "\n").collect(Collectors.joining()));
    }

    /** These, with newer ones in place of all those of the same APIs. */
    MutationOutcomes updated(Collection<MutationOutcome> newer) {
        Set<String> apis = newer.stream().map(outcome -> outcome.key().api()).collect(Collectors.toSet());
        List<MutationOutcome> merged = new ArrayList<>(newer);
        all.stream().filter(outcome -> !apis.contains(outcome.key().api())).forEach(merged::add);
        return new MutationOutcomes(merged);
    }

    /** All, by API, field and mutation. */
    List<MutationOutcome> all() {
        return all;
    }

    /** The same by API. */
    Map<String, List<MutationOutcome>> byApi() {
        return all.stream()
                .collect(Collectors.groupingBy(outcome -> outcome.key().api(), TreeMap::new, Collectors.toList()));
    }

    /** The excuse of a mutation, if it has one. */
    static Optional<Excuse> excuse(MutationKey mutation) {
        return Excuse.all().stream()
                .filter(excuse -> excuse.covers(mutation))
                .findFirst()
                .filter(excuse -> excuse.kind() != Excuse.Kind.OPEN);
    }

    /** The fields whose mutations were all not made, by the names of their APIs. */
    Map<String, List<String>> unseen() {
        Map<String, List<String>> unseen = new TreeMap<>();
        byApi().forEach((api, its) -> unseen.put(api, unseenFields(its)));
        return unseen;
    }

    private static List<String> unseenFields(Collection<MutationOutcome> ofOneApi) {
        Map<String, Set<Fate>> fates = ofOneApi.stream()
                .filter(outcome -> !outcome.key().field().equals(Mutation.WHOLE))
                .collect(Collectors.groupingBy(
                        outcome -> outcome.key().field(),
                        TreeMap::new,
                        Collectors.mapping(MutationOutcome::fate, Collectors.toSet())));
        return fates.entrySet().stream()
                .filter(field -> field.getValue().equals(Set.of(Fate.UNMADE)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The excuse for a field that is not seen, if it has one. */
    static Optional<Excuse> unseen(String api, String field) {
        return Excuse.all().stream()
                .filter(excuse -> excuse.explainsUnseen(api, field))
                .findFirst();
    }

    /**
     * Counts of some outcomes of one API or all.
     *
     * @param unseen how many fields no response has that the checks receive, or only with values that no mutation changes
     */
    record Score(long killed, long survived, long excused, long unmade, long unseen) {
        static Score of(Collection<MutationOutcome> outcomes) {
            Predicate<MutationOutcome> excused =
                    outcome -> excuse(outcome.key()).isPresent();
            return new Score(
                    with(outcomes, Fate.KILLED).count(),
                    with(outcomes, Fate.SURVIVED).filter(excused.negate()).count(),
                    with(outcomes, Fate.SURVIVED).filter(excused).count(),
                    with(outcomes, Fate.UNMADE).count(),
                    outcomes.stream()
                            .collect(Collectors.groupingBy(
                                    outcome -> outcome.key().api()))
                            .values()
                            .stream()
                            .mapToLong(ofOneApi -> unseenFields(ofOneApi).size())
                            .sum());
        }

        private static Stream<MutationOutcome> with(Collection<MutationOutcome> outcomes, Fate fate) {
            return outcomes.stream().filter(outcome -> outcome.fate() == fate);
        }

        /** The share that is killed of what is made and not excused, such as {@code 97.5 %}; a dash if there is nothing of the kind. */
        String percent() {
            return killed + survived == 0
                    ? "–"
                    : String.format(Locale.ROOT, "%.1f %%", 100.0 * killed / (killed + survived));
        }
    }
}
