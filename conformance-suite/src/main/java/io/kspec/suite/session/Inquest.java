package io.kspec.suite.session;

import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.StageInterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the case that killed the target: the only one that can have done it, or else the one that kills it again in a {@link
 * Reenactment}.
 */
final class Inquest {
    /** How often a target may die that others start again, and one that kspec starts. */
    private static final int MOST_DEATHS = 50;

    private static final int MOST_RESTARTS = 200;
    /** How many other suspects a doubt names at most. */
    private static final int MOST_NAMED = 3;
    /** How long a hostile request may take to kill. */
    static final Duration DELAY = Duration.ofSeconds(1);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);

    private final TargetProbe probe;
    private final Revival revival;
    private final VersionExperience experience;
    private final BooleanSupplier over;
    private final Consumer<String> giveUp;
    private final Runnable preparation;
    private final int mostDeaths;
    private int deaths;
    private boolean mayPrepare = true;

    /**
     * Finds the causes of deaths.
     *
     * @param experience knows which requests are harmless, and learns which are deadly
     * @param over whether the run is being interrupted, so that nobody is to be found
     * @param giveUp ends the run, with a reason
     * @param preparation makes a target that came back ready for cases
     */
    Inquest(
            TargetProbe probe,
            Revival revival,
            VersionExperience experience,
            BooleanSupplier over,
            Consumer<String> giveUp,
            Runnable preparation) {
        this.probe = probe;
        this.revival = revival;
        this.experience = experience;
        this.over = over;
        this.giveUp = giveUp;
        this.preparation = preparation;
        this.mostDeaths = revival.startsTheTarget() ? MOST_RESTARTS : MOST_DEATHS;
    }

    Liveness probe() {
        return probe.probe();
    }

    boolean isOver() {
        return over.getAsBoolean();
    }

    /**
     * Investigates a death, brings the target back and marks the case that killed it.
     *
     * @param struck the cases that were in flight; all have ended
     * @param before the cases that ended before, and may have killed it with a delay
     * @param found what was found instead of an answer
     * @return what counts instead of a case: of each that was in flight, unless it is to be played again, and of the killer
     */
    Map<Playing, Playing> hold(List<Playing> struck, List<Playing> before, Liveness found) {
        try {
            return investigate(struck, Suspect.among(struck, before, experience::isHarmless), found);
        } catch (StageInterrupted interrupted) {
            return struck.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        }
    }

    private Map<Playing, Playing> investigate(List<Playing> struck, List<Suspect> suspects, Liveness found) {
        deaths++;
        Demise demise = revival.examine(found);
        boolean back = deaths <= mostDeaths && revive();
        Reenactment reenactment = new Reenactment(this::watch, revival::examine, this::revive);
        Culprit culprit = null;
        if (suspects.size() == 1) {
            culprit = Culprit.of(suspects.get(0).playing()).killed(demise.restarted(back));
        } else if (back) {
            culprit = reenactment.culprit(suspects, struck);
            back = reenactment.isBack();
        }
        if (culprit != null) {
            Playing fatal = culprit.fatal();
            Traces.lastRequest(fatal.transcript()).ifPresent(request -> experience.deadly(request, fatal.name()));
        } else if (!suspects.isEmpty()) {
            culprit = Culprit.of(last(suspects)).killed(demise.restarted(back).doubted(doubt(suspects, back)));
        }
        String end = back ? null : end(culprit, demise);
        if (end != null) {
            giveUp.accept(end);
        }
        return counted(struck, culprit, reenactment.repeated(), end);
    }

    private static Map<Playing, Playing> counted(
            List<Playing> struck, @Nullable Culprit culprit, Map<Playing, Playing> repeated, @Nullable String end) {
        Map<Playing, Playing> counted = new HashMap<>();
        for (Playing each : struck) {
            Playing again = repeated.get(each);
            if (!each.disturbed()) {
                counted.put(each, each);
            } else if (again != null) {
                counted.put(each, again);
            } else if (end != null) {
                each.lost(end);
                counted.put(each, each);
            }
        }
        if (culprit != null) {
            counted.put(culprit.playing(), culprit.fatal());
        }
        return counted;
    }

    private static Playing last(List<Suspect> suspects) {
        return suspects.stream()
                .max(Comparator.comparingLong(Suspect::sentAfter))
                .orElseThrow()
                .playing();
    }

    private static String doubt(List<Suspect> suspects, boolean back) {
        List<String> others = new ArrayList<>(
                suspects.stream().map(suspect -> suspect.playing().name()).toList());
        others.remove(last(suspects).name());
        return (back
                        ? "the target did not die again when the cases that may have killed it were played alone"
                        : "the target did not come back, so that the cases that may have killed it could not be played alone")
                + "; this one sent the last request before its death, and it may also have been "
                + (others.size() <= MOST_NAMED
                        ? String.join(" or ", others)
                        : "one of " + others.size() + " others, such as "
                                + String.join(" or ", others.subList(0, MOST_NAMED)));
    }

    private String end(@Nullable Culprit culprit, Demise demise) {
        String since = culprit == null ? "" : " since " + culprit.fatal().name();
        return deaths > mostDeaths
                ? "the target died more than " + mostDeaths + " times, last" + since
                : "the target has not answered" + since + ": " + demise.finding()
                        + revival.failure().map(why -> "; " + why).orElse("");
    }

    /** Brings the target back, and prepares it, unless that killed it before. */
    private boolean revive() {
        if (!revival.revive()) {
            return false;
        }
        return !mayPrepare || prepare();
    }

    private boolean prepare() {
        try {
            preparation.run();
        } catch (StageInterrupted interrupted) {
            throw interrupted;
        } catch (StageFailure unprepared) {
            return survived();
        }
        return survived();
    }

    private boolean survived() {
        if (probe.probe().alive()) {
            return true;
        }
        mayPrepare = false;
        return revival.revive();
    }

    private Liveness watch() {
        return Await.of("whether the target dies again", DELAY)
                .every(PROBE_INTERVAL)
                .last(probe::probe, liveness -> !liveness.alive());
    }
}
