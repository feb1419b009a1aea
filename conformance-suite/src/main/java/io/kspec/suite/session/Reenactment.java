package io.kspec.suite.session;

import io.kspec.protocol.codec.Exchange;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.StageInterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays the suspects of a death again until the target dies, and so finds the case that killed it. */
final class Reenactment {
    /** How many cases may be needed to kill the target together. */
    private static final int MOST_TOGETHER = 3;
    /** How long a case may take that is played again and again to find those that kill together. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    /** How many times as large as all before it a group of likely suspects is. */
    private static final int GROWTH = 3;

    private final Supplier<Liveness> watch;
    private final Function<Liveness, Demise> examine;
    private final BooleanSupplier revive;
    private final Map<Playing, Playing> repeated = new HashMap<>();
    /** The playings of which the target died last. */
    private final Map<Playing, Playing> lastDeath = new HashMap<>();

    private boolean back = true;
    /** Whether nothing was played since the target was started. */
    private boolean fresh = true;

    private @Nullable Demise latest;

    /**
     * A reenactment with a target that answers.
     *
     * @param watch what is found of the target in the time in which a request may kill it
     * @param examine finds out how the target died
     * @param revive brings the target back, and returns whether it answers
     */
    Reenactment(Supplier<Liveness> watch, Function<Liveness, Demise> examine, BooleanSupplier revive) {
        this.watch = watch;
        this.examine = examine;
        this.revive = revive;
    }

    /** Whether the target answers. */
    boolean isBack() {
        return back;
    }

    /** The latest playing of each suspect that was played again and survived. */
    Map<Playing, Playing> repeated() {
        return repeated;
    }

    /**
     * The case that killed the target, whose latest playing is marked as such; null if the target does not die again, or does
     * not come back. The suspects are played in groups side by side, since a case may wait for long. The likely ones come first,
     * and the likeliest alone: each group is larger than all before it together. Then come the others, those that sent what was
     * harmless before, and at last all of them together that did not wait for long.
     *
     * @param suspects the likeliest first
     * @param struck the cases that were in flight when the target died
     */
    @Nullable Culprit culprit(List<Suspect> suspects, List<Playing> struck) {
        List<Playing> likely = playings(suspects, suspect -> isLikely(suspect, struck));
        for (int from = 0, to = 1; from < likely.size(); from = to, to += GROWTH * to) {
            Culprit culprit = search(likely.subList(from, Math.min(to, likely.size())));
            if (culprit != null) {
                return culprit;
            }
        }
        Culprit other = search(playings(suspects, suspect -> !isLikely(suspect, struck) && !suspect.harmless()));
        Culprit culprit = other != null ? other : search(playings(suspects, Suspect::harmless));
        return culprit != null ? culprit : together(playings(suspects, suspect -> isQuick(suspect.playing())));
    }

    private static boolean isLikely(Suspect suspect, List<Playing> struck) {
        return suspect.likely() && !suspect.harmless() && struck.contains(suspect.playing());
    }

    private boolean isQuick(Playing suspect) {
        Playing again = repeated.getOrDefault(suspect, suspect);
        return again.endedAt() - again.beganAt() < QUICK.toNanos();
    }

    private static List<Playing> playings(List<Suspect> suspects, Predicate<Suspect> wanted) {
        return suspects.stream().filter(wanted).map(Suspect::playing).toList();
    }

    /** The case of a group that kills the target alone; null if none does. */
    private @Nullable Culprit search(List<Playing> group) {
        boolean anew = fresh;
        return kills(group) ? killer(group, anew) : null;
    }

    /**
     * The case of a group of which the target has just died that kills it alone; null if none does. Where a part of the group
     * was stopped both times at requests of one kind, the killer is looked for in that part first, else in one half after the
     * other, those first that sent their last request next to the last answer.
     *
     * @param anew whether nothing else was played since the target was started
     */
    private @Nullable Culprit killer(List<Playing> group, boolean anew) {
        if (group.size() == 1) {
            return anew || killsAnew(group) ? marked(group) : null;
        }
        for (List<Playing> part : parts(group)) {
            Culprit killer = killsAnew(part) ? killer(part, true) : null;
            if (killer != null) {
                return killer;
            }
        }
        return null;
    }

    private List<List<Playing>> parts(List<Playing> group) {
        long lastAnswer = lastDeath.values().stream()
                .flatMapToLong(again -> Traces.ofTheLastAnswer(again.transcript()).stream())
                .max()
                .orElse(Long.MAX_VALUE);
        Map<Boolean, List<Playing>> stopped = group.stream()
                .sorted(Comparator.comparingLong(each -> Math.abs(sentAt(each) - lastAnswer)))
                .collect(Collectors.partitioningBy(this::stoppedAlike));
        List<Playing> alike = stopped.getOrDefault(true, List.of());
        List<Playing> others = stopped.getOrDefault(false, List.of());
        if (!alike.isEmpty() && !others.isEmpty()) {
            return List.of(alike, others);
        }
        List<Playing> all = joined(alike, others);
        int half = all.size() / 2;
        return List.of(all.subList(0, half), all.subList(half, all.size()));
    }

    /** When a case sent its last request before the last death. */
    private long sentAt(Playing suspect) {
        Playing again = lastDeath.getOrDefault(suspect, suspect);
        return Traces.ofTheLastRequest(again.transcript()).orElse(0);
    }

    /** Whether the last request of a case is of the same API and version as in its first playing, and was not answered either. */
    private boolean stoppedAlike(Playing suspect) {
        Playing again = lastDeath.get(suspect);
        if (again == null || Traces.endWithAnAnswer(again.transcript())) {
            return false;
        }
        Optional<Exchange> first = Traces.lastRequest(suspect.transcript());
        Optional<Exchange> last = Traces.lastRequest(again.transcript());
        return first.isPresent()
                && last.isPresent()
                && first.get().api().equals(last.get().api())
                && first.get().version() == last.get().version();
    }

    /**
     * The likeliest of some suspects of which none kills the target alone, but which kill it together: one without which the
     * likelier ones do not kill it, another one without which the likelier ones and the first do not, and so on.
     */
    private @Nullable Culprit together(List<Playing> suspects) {
        List<Playing> needed = new ArrayList<>();
        int first = suspects.size();
        while (needed.size() < MOST_TOGETHER && first > 0) {
            List<Playing> rest = suspects.subList(0, first);
            if (!killsAnew(joined(rest, needed))) {
                return null;
            }
            int enough = enough(rest, needed);
            needed.add(0, rest.get(enough - 1));
            if (killsAnew(needed)) {
                return marked(needed);
            }
            first = enough - 1;
        }
        return null;
    }

    /** How many of some suspects, all of which kill the target together with others, are enough for that. */
    private int enough(List<Playing> suspects, List<Playing> others) {
        int tooFew = 0;
        int enough = suspects.size();
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (killsAnew(joined(suspects.subList(0, middle), others))) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static List<Playing> joined(List<Playing> first, List<Playing> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Marks the first of some cases of which the target has just died. */
    private Culprit marked(List<Playing> killers) {
        Demise how = latest;
        if (how == null) {
            throw new IllegalStateException("the target has not died");
        }
        Playing killer = killers.get(0);
        return new Culprit(killer, lastDeath.getOrDefault(killer, killer))
                .killed(
                        killers.size() == 1
                                ? how
                                : how.doubted("the target dies only when this case is played together with "
                                        + killers.stream()
                                                .skip(1)
                                                .map(Playing::name)
                                                .collect(Collectors.joining(" and "))));
    }

    /** Whether the target dies when a group is played again; false if there is nothing more to play. */
    private boolean kills(List<Playing> group) {
        if (group.isEmpty() || !back) {
            return false;
        }
        Map<Playing, Playing> replays = again(group);
        repeated.putAll(replays);
        fresh = false;
        Liveness after = watch.get();
        if (after.alive()) {
            return false;
        }
        Demise how = examine.apply(after);
        back = revive.getAsBoolean();
        fresh = true;
        latest = how.restarted(back);
        lastDeath.clear();
        lastDeath.putAll(replays);
        group.forEach(repeated::remove);
        return true;
    }

    /** The same for a target on which nothing was played since it was started, if kspec can start it. */
    private boolean killsAnew(List<Playing> group) {
        if (back && !fresh) {
            back = revive.getAsBoolean();
            fresh = true;
        }
        return kills(group);
    }

    /** Plays cases again, side by side; the new playing of each. */
    private static Map<Playing, Playing> again(List<Playing> group) {
        ExecutorService lanes = Executors.newFixedThreadPool(group.size());
        try {
            List<Callable<Playing>> replays =
                    group.stream().<Callable<Playing>>map(each -> each::again).toList();
            List<Future<Playing>> ended = lanes.invokeAll(replays);
            Map<Playing, Playing> repeated = new HashMap<>();
            for (int i = 0; i < group.size(); i++) {
                repeated.put(group.get(i), ended.get(i).get());
            }
            return repeated;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageInterrupted("replay", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            lanes.shutdownNow();
        }
    }
}
