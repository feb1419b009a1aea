package io.kspec.suite.session;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A case that may have killed the target.
 *
 * @param answered whether the target answered its last request
 * @param sentAfter how many nanoseconds after the last answer to anybody it sent its last request; negative if before that
 */
record Suspect(Playing playing, boolean answered, long sentAfter) {
    /** How many cases that are not likely are suspected at most, of those in flight and of those that had ended. */
    private static final int MOST_UNLIKELY = 10;

    /** Hostile ones first, then those whose last request was not answered. */
    private static final Comparator<Suspect> LIKELIEST = Comparator.comparing(
                    (Suspect suspect) -> !suspect.playing().hostile())
            .thenComparing(Suspect::answered);

    /** The same, and of those alike the one that sent last. */
    private static final Comparator<Suspect> LATEST = LIKELIEST.thenComparing(
            Comparator.comparingLong(Suspect::sentAfter).reversed());

    /**
     * Whether it is likely to have killed the target, if it was in flight. A target answers nothing after the request that kills
     * it, so that the one that was sent next to the last answer is the likeliest; but not one that waited for its answer while
     * others were still answered.
     */
    boolean likely() {
        return !answered && sentAfter >= -Inquest.DELAY.toNanos();
    }

    private long distance() {
        return Math.abs(sentAfter);
    }

    /**
     * The suspects of a death, the likeliest first. A case that was alone and got an answer killed the target itself, unless a
     * hostile one ran shortly before.
     *
     * @param struck the cases that were in flight
     * @param before those that ended before
     */
    static List<Suspect> among(List<Playing> struck, List<Playing> before) {
        long lastAnswer = Stream.concat(struck.stream(), before.stream())
                .map(playing -> Traces.ofTheLastAnswer(playing.transcript()))
                .flatMapToLong(OptionalLong::stream)
                .max()
                .orElseGet(() ->
                        struck.stream().mapToLong(Playing::beganAt).min().orElse(System.nanoTime()));
        List<Suspect> inFlight = all(struck, lastAnswer);
        boolean alone = struck.size() == 1
                && inFlight.size() == 1
                && Traces.ofAnAnswer(struck.get(0).transcript())
                && before.stream().noneMatch(Playing::hostile);
        return alone ? inFlight : inOrder(inFlight, all(before, lastAnswer));
    }

    /** Those that sent anything. */
    private static List<Suspect> all(List<Playing> playings, long lastAnswer) {
        return playings.stream().flatMap(playing -> of(playing, lastAnswer)).toList();
    }

    private static Stream<Suspect> of(Playing playing, long lastAnswer) {
        return Traces.ofTheLastRequest(playing.transcript()).stream()
                .mapToObj(sentAt ->
                        new Suspect(playing, Traces.endWithAnAnswer(playing.transcript()), sentAt - lastAnswer));
    }

    /** The likely ones of those that were in flight, and some of the others; the likeliest first. */
    static List<Suspect> inOrder(List<Suspect> inFlight, List<Suspect> ended) {
        return Stream.of(
                        inFlight.stream().filter(Suspect::likely).sorted(Comparator.comparingLong(Suspect::distance)),
                        mostLikely(inFlight.stream().filter(suspect -> !suspect.likely())),
                        mostLikely(ended.stream()))
                .flatMap(suspects -> suspects)
                .sorted(LIKELIEST)
                .toList();
    }

    private static Stream<Suspect> mostLikely(Stream<Suspect> suspects) {
        return suspects.sorted(LATEST).limit(MOST_UNLIKELY);
    }
}
