package io.kspec.suite.session;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case that may have killed the target.
 *
 * @param answered whether the target answered its last request
 * @param lastSentAt when it sent its last request, in the time of {@link System#nanoTime}
 */
record Suspect(Playing playing, boolean answered, long lastSentAt) {
    /** How many cases that had ended are suspected at most. */
    private static final int MOST_ENDED = 10;

    /** A target answers nothing after the request that kills it, so that the first one that was not answered is the likeliest. */
    private static final Comparator<Suspect> IN_FLIGHT = Comparator.comparing(Suspect::answered)
            .thenComparingLong(suspect -> suspect.answered() ? -suspect.lastSentAt() : suspect.lastSentAt());

    /** Hostile ones first, then those whose last request was not answered. */
    private static final Comparator<Suspect> LIKELIEST = Comparator.comparing(
                    (Suspect suspect) -> !suspect.playing().hostile())
            .thenComparing(Suspect::answered);

    private static final Comparator<Suspect> ENDED = LIKELIEST.thenComparing(
            Comparator.comparingLong(Suspect::lastSentAt).reversed());

    /**
     * The suspects of a death, the likeliest first. A case that was alone and got an answer killed the target itself, unless a
     * hostile one ran shortly before.
     *
     * @param struck the cases that were in flight
     * @param before those that ended before
     */
    static List<Suspect> among(List<Playing> struck, List<Playing> before) {
        List<Suspect> inFlight = all(struck);
        boolean alone = struck.size() == 1
                && inFlight.size() == 1
                && Traces.ofAnAnswer(struck.get(0).transcript())
                && before.stream().noneMatch(Playing::hostile);
        return alone ? inFlight : inOrder(inFlight, all(before));
    }

    /** Those that sent anything. */
    private static List<Suspect> all(List<Playing> playings) {
        return playings.stream().flatMap(Suspect::of).toList();
    }

    private static Stream<Suspect> of(Playing playing) {
        return Traces.ofTheLastRequest(playing.transcript()).stream()
                .mapToObj(sentAt -> new Suspect(playing, Traces.endWithAnAnswer(playing.transcript()), sentAt));
    }

    /** All that were in flight, and the likeliest of those that had ended; the likeliest first. */
    static List<Suspect> inOrder(List<Suspect> inFlight, List<Suspect> ended) {
        return Stream.concat(
                        inFlight.stream().sorted(IN_FLIGHT),
                        ended.stream().sorted(ENDED).limit(MOST_ENDED))
                .sorted(LIKELIEST)
                .toList();
    }
}
