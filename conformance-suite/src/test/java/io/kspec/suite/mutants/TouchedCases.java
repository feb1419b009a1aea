package io.kspec.suite.mutants;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.Occurrences;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.RunListener;
import io.kspec.suite.session.Selection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cases the stubs of a mutant can touch, learned from one run of the whole suite on the mock broker without stubs: a
 * case none of whose requests a stub matches cannot fail because of that stub. What cases share counts as a request of each of
 * them: a topic that another case created, the versions that the target advertises, the number of its brokers.
 */
final class TouchedCases implements RunListener {
    private static final String JUDGING = "plausible.";
    private static final Pattern OF_THE_RUN = Pattern.compile("kspec-[0-9a-z]{8}-[a-z]+-[0-9]+");
    /** The APIs by which a stage gets a topic that has leaders. */
    private static final Set<String> CREATING = Set.of("CreateTopics", "Metadata", "ListOffsets");

    private final MockBroker broker;
    private final Set<RequestPattern> patterns = new LinkedHashSet<>();
    private final Map<RequestPattern, Set<CaseName>> touched = new HashMap<>();
    /** The patterns that match a request before the first case, whose answer all cases rely on. */
    private final Set<RequestPattern> everywhere = new HashSet<>();
    /** The patterns that match a question about the brokers alone, whose answer other cases rely on. */
    private final Set<RequestPattern> aboutBrokers = new HashSet<>();
    /** The cases that need a broker for something with a name: only these ask where it is. */
    private final Set<CaseName> naming = new LinkedHashSet<>();
    /** The patterns that match a request by which a topic came to be, by the topic's name. */
    private final Map<String, Set<RequestPattern>> ofTopics = new HashMap<>();

    private @Nullable CaseName playing;

    /** Cases of a run on a broker, which reports to this. */
    TouchedCases(MockBroker broker, List<Mutant> mutants) {
        this.broker = broker;
        mutants.stream()
                .flatMap(mutant -> mutant.stubs().stream())
                .map(Stub::request)
                .forEach(patterns::add);
    }

    /** Whether a mutant's broker is the one of the run but for its stubs. */
    static boolean isUsual(Mutant mutant) {
        Mutant control = mutant.control();
        return mutant.brokers() == 1
                && mutant.speaking().isEmpty()
                && !hasCasesOfItsOwn(mutant)
                && mutant.limits().equals(control.limits());
    }

    /** Whether a mutant's broker is set up for cases that are not played, or not as well, on the broker of the run. */
    private static boolean hasCasesOfItsOwn(Mutant mutant) {
        return mutant.listener() != MutantListener.OPEN
                || mutant.takesMetrics()
                || !mutant.configs().isEmpty();
    }

    /**
     * Whether a mutant's stubs act on some of the requests that they match. Such a stub imitates a bug that depends on more than
     * a request shows, such as a state of the broker, and does so for the requests of the mutant's check alone.
     */
    static boolean isOccasional(Mutant mutant) {
        return mutant.stubs().stream().anyMatch(stub -> !stub.occurrences().equals(Occurrences.ALL));
    }

    /** The cases that can fail on a mutant, and those that the whole run relies on. */
    Selection of(Mutant mutant) {
        if (isOccasional(mutant) || hasCasesOfItsOwn(mutant)) {
            return MutantRun.selection(mutant);
        }
        List<RequestPattern> its = mutant.stubs().stream().map(Stub::request).toList();
        if (!isUsual(mutant) || its.stream().anyMatch(everywhere::contains)) {
            return Selection.EVERYTHING;
        }
        Stream<CaseName> always = MutantRun.CHECKS.values().stream()
                .filter(check -> check.id().startsWith(MutantRun.READY)
                        || check.id().startsWith(JUDGING)
                        || (check.hostile() && its.stream().anyMatch(RequestPattern::refused)))
                .map(check -> new CaseName(check.id(), null, null));
        Stream<CaseName> matched = its.stream().flatMap(each -> touched.getOrDefault(each, Set.of()).stream());
        Stream<CaseName> misled = its.stream().anyMatch(aboutBrokers::contains) ? naming.stream() : Stream.of();
        return Selection.EVERYTHING.withCases(Stream.of(always, matched, misled)
                .flatMap(Function.identity())
                .distinct()
                .toList());
    }

    @Override
    public void began(String checkId, String caseName) {
        end();
        playing = name(checkId, caseName);
    }

    /** Books the requests since the last case began. */
    void end() {
        List<JournalEntry> entries = broker.journal();
        Set<RequestPattern> matching = matching(entries);
        if (playing == null) {
            everywhere.addAll(matching);
        } else {
            sharedBy(entries).forEach(shared -> aboutBrokers.addAll(matching(List.of(shared))));
            Set<String> named = names(entries);
            if (!named.isEmpty()) {
                naming.add(playing);
            }
            named.forEach(topic -> matching.addAll(ofTopics.getOrDefault(topic, Set.of())));
            for (RequestPattern each : matching) {
                touched.computeIfAbsent(each, unused -> new LinkedHashSet<>()).add(playing);
            }
        }
        List<JournalEntry> creating = entries.stream()
                .filter(entry ->
                        entry.api() != null && CREATING.contains(entry.api().name()))
                .toList();
        for (JournalEntry entry : creating) {
            Set<RequestPattern> its = matching(List.of(entry));
            names(List.of(entry)).forEach(topic -> ofTopics.computeIfAbsent(topic, unused -> new HashSet<>())
                    .addAll(its));
        }
        broker.clearJournal();
    }

    /** Questions about the brokers alone: whoever asks shares the answer with all cases. */
    private Stream<JournalEntry> sharedBy(List<JournalEntry> entries) {
        CaseName whose = Objects.requireNonNull(playing);
        if (whose.check().startsWith("metadata.") || "Metadata".equals(whose.api())) {
            return Stream.empty();
        }
        return entries.stream()
                .filter(entry -> entry.api() != null && entry.api().name().equals("Metadata"))
                .filter(entry -> entry.decodedRequest()
                        .filter(TouchedCases::namesNoTopic)
                        .isPresent());
    }

    private static boolean namesNoTopic(Message metadata) {
        return !metadata.isNull("Topics") && metadata.getStructs("Topics").isEmpty();
    }

    private Set<RequestPattern> matching(List<JournalEntry> entries) {
        Set<RequestPattern> matching = new LinkedHashSet<>();
        for (RequestPattern pattern : patterns) {
            boolean near = !pattern.refused()
                    && entries.stream()
                            .anyMatch(entry -> (pattern.api() == null
                                            || (entry.api() != null
                                                    && pattern.api()
                                                            .equals(entry.api().name())))
                                    && pattern.versions().contains(entry.version()));
            if (near && (pattern.fields().isEmpty() || meets(pattern, entries))) {
                matching.add(pattern);
            }
        }
        return matching;
    }

    private boolean meets(RequestPattern pattern, List<JournalEntry> entries) {
        Set<Long> numbers = entries.stream().map(JournalEntry::number).collect(Collectors.toSet());
        return broker.journal(pattern).stream().anyMatch(entry -> numbers.contains(entry.number()));
    }

    private static Set<String> names(List<JournalEntry> entries) {
        Set<String> names = new HashSet<>();
        for (JournalEntry entry : entries) {
            OF_THE_RUN
                    .matcher(new String(entry.request().toArray(), StandardCharsets.ISO_8859_1))
                    .results()
                    .forEach(found -> names.add(found.group()));
        }
        return names;
    }

    /** The case as a selection names it; the name is that of its API and version, if it has one. */
    private static CaseName name(String checkId, String caseName) {
        ConformanceTest check = Objects.requireNonNull(MutantRun.CHECKS.get(checkId));
        int version = caseName.lastIndexOf(" v");
        if (version < 0) {
            return new CaseName(checkId, null, null);
        }
        String api = caseName.substring(0, version);
        return new CaseName(
                checkId,
                check.api().equals(ConformanceTest.EVERY_API) ? api : null,
                Integer.valueOf(caseName.substring(version + 2)));
    }
}
