package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuspectTest {
    private static final List<Suspect> NOBODY = List.of();

    private static Suspect answered(String name, long sentAfter) {
        return new Suspect(new FailedPlaying(name, false), true, true, sentAfter);
    }

    private static Suspect unanswered(String name, long sentAfter) {
        return new Suspect(new FailedPlaying(name, false), false, false, sentAfter);
    }

    private static Suspect waiting(String name, long sentAfter) {
        return new Suspect(
                new FailedPlaying(name, false),
                false,
                false,
                sentAfter - Duration.ofSeconds(2).toNanos());
    }

    private static Suspect hostile(String name, boolean answered, long sentAfter) {
        return new Suspect(new FailedPlaying(name, true), answered, false, sentAfter);
    }

    private static List<String> names(List<Suspect> suspects) {
        return suspects.stream().map(suspect -> suspect.playing().name()).toList();
    }

    @Test
    void theFirstRequestThatWasNotAnsweredIsTheLikeliest() {
        List<Suspect> inFlight = List.of(unanswered("late", 30), answered("answered", 20), unanswered("first", 10));

        assertThat(names(Suspect.inOrder(inFlight, NOBODY))).containsExactly("first", "late", "answered");
    }

    @Test
    void aRequestThatWaitedWhileOthersWereAnsweredIsLessLikelyThanTheOneAtTheLastAnswer() {
        List<Suspect> inFlight = List.of(unanswered("waited", -50), unanswered("killer", -5), unanswered("later", 10));

        assertThat(names(Suspect.inOrder(inFlight, NOBODY))).containsExactly("killer", "later", "waited");
    }

    @Test
    void whatWasAnsweredBeforeIsLessLikelyThanWhatNeverWas() {
        List<Suspect> inFlight = List.of(
                new Suspect(new FailedPlaying("harmless", false), false, true, 1),
                unanswered("never answered before", 300));

        assertThat(names(Suspect.inOrder(inFlight, NOBODY))).containsExactly("never answered before", "harmless");
    }

    @Test
    void requestsThatWaitedForLongAreUnlikelyAndOnlyAFewOfThemAreSuspects() {
        List<Suspect> inFlight = Stream.concat(
                        IntStream.range(0, 64).mapToObj(i -> waiting("waiting " + i, i)),
                        Stream.of(unanswered("killer", 100)))
                .toList();

        assertThat(names(Suspect.inOrder(inFlight, NOBODY))).hasSize(11).startsWith("killer", "waiting 63");
    }

    @Test
    void everyLikelyCaseInFlightIsASuspect() {
        List<Suspect> inFlight = IntStream.range(0, 64)
                .mapToObj(i -> unanswered("case " + i, 64 - i))
                .toList();

        assertThat(names(Suspect.inOrder(inFlight, NOBODY))).hasSize(64).first().isEqualTo("case 63");
    }

    @Test
    void ofTheCasesThatHadEndedThoseThatSentLastAreSuspects() {
        List<Suspect> ended =
                IntStream.range(0, 64).mapToObj(i -> answered("case " + i, i)).toList();

        assertThat(names(Suspect.inOrder(List.of(answered("in flight", 5)), ended)))
                .hasSize(11)
                .startsWith("in flight", "case 63", "case 62");
    }

    @Test
    void hostileCasesComeFirst() {
        List<Suspect> ended = List.of(hostile("answered", true, 1), hostile("unanswered", false, 2));

        assertThat(names(Suspect.inOrder(List.of(unanswered("in flight", 3)), ended)))
                .containsExactly("unanswered", "answered", "in flight");
    }
}
