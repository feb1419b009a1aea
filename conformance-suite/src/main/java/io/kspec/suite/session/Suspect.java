package io.kspec.suite.session;

import io.kspec.protocol.codec.Exchange;
import io.kspec.stage.net.Transcript;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A case that may have killed the target.
 *
 * @param answered whether the target answered its last request
 * @param harmless whether the target answered requests like its last one before, and died of none
 * @param sentAfter how many nanoseconds after the last answer to anybody it sent its last request; negative if before that
 */
record Suspect(Playing playing, boolean answered, boolean harmless, long sentAfter) {
    /** How many cases that are not likely are suspected at most, of those in flight and of those that had ended. */
    private static final int MOST_UNLIKELY = 10;

    /** Hostile ones first, then those whose last request was not answered. */
    private static final Comparator<Suspect> LIKELIEST = Comparator.comparing(
                    (Suspect suspect) -> !suspect.playing().hostile())
            .thenComparing(Suspect::answered);

    /** The same, and of those alike the one that sent last. */
    private static final Comparator<Suspect> LATEST =
            LIKELIEST.thenComparing(Comparator.comparingLong(Suspect::sentAfter).reversed());

    /** Of the likely ones, those first that sent what is not known to be harmless, nearest to the last answer. */
    private static final Comparator<Suspect> MOST_LIKELY =
            Comparator.comparing(Suspect::harmless).thenComparingLong(suspect -> Math.abs(suspect.sentAfter()));

    /**
     * Whether it is likely to have killed the target, if it was in flight. A target answers nothing after the request that kills
     * it, so that the one that was sent next to the last answer is the likeliest; but not one that waited for its answer while
     * others were still answered.
     */
    boolean likely() {
        return !answered && sentAfter >= -Inquest.DELAY.toNanos();
    }

    /**
     * The suspects of a death, the likeliest first. A case that was alone and got an answer killed the target itself, unless a
     * hostile one ran shortly before.
     *
     * @param struck the cases that were in flight
     * @param before those that ended before
     * @param harmless whether the target answered such requests before, and died of none
     */
    static List<Suspect> among(List<Playing> struck, List<Playing> before, Predicate<Exchange> harmless) {
        long lastAnswer = Stream.concat(struck.stream(), before.stream())
                .map(playing -> Traces.ofTheLastAnswer(playing.transcript()))
                .flatMapToLong(OptionalLong::stream)
                .max()
                .orElseGet(
                        () -> struck.stream().mapToLong(Playing::beganAt).min().orElse(System.nanoTime()));
        List<Suspect> inFlight = all(struck, lastAnswer, harmless);
        boolean alone = struck.size() == 1
                && inFlight.size() == 1
                && Traces.ofAnAnswer(struck.get(0).transcript())
                && before.stream().noneMatch(Playing::hostile);
        return alone ? inFlight : inOrder(inFlight, all(before, lastAnswer, harmless));
    }

    /** Those that sent anything. */
    private static List<Suspect> all(List<Playing> playings, long lastAnswer, Predicate<Exchange> harmless) {
        return playings.stream()
                .flatMap(playing -> of(playing, lastAnswer, harmless))
                .toList();
    }

    private static Stream<Suspect> of(Playing playing, long lastAnswer, Predicate<Exchange> harmless) {
        Transcript transcript = playing.transcript();
        return Traces.ofTheLastRequest(transcript).stream()
                .mapToObj(sentAt -> new Suspect(
                        playing,
                        Traces.endWithAnAnswer(transcript),
                        Traces.lastRequest(transcript).filter(harmless).isPresent(),
                        sentAt - lastAnswer));
    }

    /** The likely ones of those that were in flight, and some of the others; the likeliest first. */
    static List<Suspect> inOrder(List<Suspect> inFlight, List<Suspect> ended) {
        return Stream.of(
                        inFlight.stream().filter(Suspect::likely).sorted(MOST_LIKELY),
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
