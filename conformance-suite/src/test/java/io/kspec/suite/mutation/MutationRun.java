package io.kspec.suite.mutation;

import io.kspec.runlog.Level;
import io.kspec.suite.mutants.MutantListener;
import io.kspec.suite.mutation.CasePlayed.End;
import io.kspec.suite.mutation.MutationOutcome.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Plays the mutations of one API, one after the other, each on a broker of its own that is asked no more once a check has
 * failed. The case that failed last is played first on the next one. Not thread-safe.
 */
final class MutationRun {
    /** A case that takes longer is played after all quicker ones. */
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(400);

    /** No limit to the cases that are played. */
    static final int ALL_CASES = Integer.MAX_VALUE;

    /** How many checks of other APIs are played at most; only for Metadata are there more. */
    private static final int MOST_OTHERS = 60;

    private final Predicate<Mutation> allowed;
    private final int most;
    private final Map<Integer, List<PlayableCase>> cases = new HashMap<>();

    /**
     * A run.
     *
     * @param allowed the mutations that are not wrong: a check of level {@code should} does not end these
     * @param most how many cases are played on a mutation at most, none of them of other APIs, or {@link #ALL_CASES}
     */
    MutationRun(Predicate<Mutation> allowed, int most) {
        this.allowed = allowed;
        this.most = most;
    }

    /** Plays a mutation. */
    MutationOutcome play(Mutation mutation) throws IOException {
        List<PlayableCase> played = cases.computeIfAbsent(mutation.version(), version -> touching(mutation));
        try (MutatedBrokers brokers = MutatedBrokers.with(mutation)) {
            ResponseJudge judge = new ResponseJudge(mutation);
            for (int i = 0; i < played.size(); i++) {
                PlayableCase each = played.get(i);
                Optional<PlayableCheck> failed = failed(mutation, brokers, judge, each);
                boolean alone = i == 0 || failed.isEmpty();
                if (failed.isPresent() && (alone || failsAlone(mutation, each))) {
                    played.remove(i);
                    played.add(0, each);
                    return new MutationOutcome(
                            mutation.key(), Fate.KILLED, failed.get().id());
                }
            }
            return new MutationOutcome(mutation.key(), brokers.made() > 0 ? Fate.SURVIVED : Fate.UNMADE, "");
        }
    }

    /** Whether a case fails on a broker that no other case was played on. */
    private boolean failsAlone(Mutation mutation, PlayableCase each) throws IOException {
        try (MutatedBrokers brokers = MutatedBrokers.with(mutation)) {
            return failed(mutation, brokers, new ResponseJudge(mutation), each).isPresent();
        }
    }

    /** The check that fails in a case: its own, or one that judges the responses so far; empty if none does. */
    private Optional<PlayableCheck> failed(
            Mutation mutation, MutatedBrokers brokers, ResponseJudge judge, PlayableCase each) throws IOException {
        CasePlayed result = brokers.play(each);
        List<PlayableCheck> failed = new ArrayList<>(judge.judge(result.exchanges()));
        if (brokers.made() > 0 && isFailure(each, result)) {
            failed.add(0, each.check());
        }
        boolean tolerant = allowed.test(mutation);
        return failed.stream()
                .filter(check -> !tolerant || check.declared().level() != Level.SHOULD)
                .findFirst();
    }

    /** A wait that was in vain may be that of a busy machine: the case must pass without the mutation. */
    private static boolean isFailure(PlayableCase each, CasePlayed result) throws IOException {
        if (result.end() == End.BROKEN) {
            System.out.println("kspec's own error: " + each + ": " + result.finding());
            return true;
        }
        if (result.end() != End.FAILED || result.nanos() < MutatedBroker.PATIENCE.toNanos()) {
            return result.end() == End.FAILED;
        }
        try (MutatedBrokers sound = MutatedBrokers.sound()) {
            return sound.play(each).end() == End.PASSED;
        }
    }

    /**
     * The cases that see a response of the mutation's API and version, and pass without the mutation: those that sweep the pair
     * and those that ask for it besides, the slow ones last.
     */
    private List<PlayableCase> touching(Mutation mutation) {
        Set<PlayableCase> slow = new HashSet<>();
        List<PlayableCase> touching = new ArrayList<>();
        try (MutatedBrokers brokers = MutatedBrokers.sound()) {
            for (PlayableCase declared : PlayableCase.of(mutation.api(), mutation.version())) {
                if (touching.size() == most) {
                    break;
                }
                CasePlayed result = brokers.playWhereItCanBe(declared);
                PlayableCase each = declared.behind(result.listener());
                if (result.end() == End.FAILED || result.end() == End.BROKEN) {
                    System.out.println(
                            "not played, since it fails without a mutation: " + each + ": " + result.finding());
                } else if (result.end() == End.PASSED && result.touches(mutation.api(), mutation.version())) {
                    touching.add(each);
                    if (result.nanos() > LONG) {
                        slow.add(each);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(mutation.toString(), e);
        }
        if (most == ALL_CASES) {
            touching.addAll(AskedPairs.learned().of(mutation.api(), mutation.version()).stream()
                    .limit(MOST_OTHERS)
                    .toList());
        }
        touching.sort(Comparator.comparing(slow::contains));
        return touching;
    }

    /** Whether a check fails for a mutation in one of its cases, and passes there without it. */
    static boolean isKilled(Mutation mutation, PlayableCheck check) throws IOException {
        try (MutatedBrokers sound = MutatedBrokers.sound()) {
            List<PlayableCase> cases = Stream.concat(
                            PlayableCase.of(mutation.api(), mutation.version()).stream()
                                    .filter(each -> each.check().equals(check)),
                            PlayableCase.highest(
                                    check, sound.behind(MutantListener.OPEN).advertised()))
                    .distinct()
                    .toList();
            for (PlayableCase each : cases) {
                CasePlayed result = sound.playWhereItCanBe(each);
                if (result.end() == End.PASSED && result.touches(mutation.api(), mutation.version())) {
                    try (MutatedBrokers brokers = MutatedBrokers.with(mutation)) {
                        return brokers.play(each.behind(result.listener())).end() == End.FAILED;
                    }
                }
            }
            return false;
        }
    }
}
