package io.kspec.stage.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private static final Duration LIMIT = Duration.ofMillis(100);

    private final List<Long> pauses = new ArrayList<>();
    private long now;

    private Await await() {
        return Await.of("a leader", LIMIT, new Await.Clock(() -> now, this::sleep));
    }

    private void sleep(long nanos) {
        pauses.add(nanos / 1_000_000);
        now += nanos;
    }

    /** Notes the time of an attempt, in milliseconds, and returns it. */
    private long attemptIn(List<Long> attempts) {
        long at = now / 1_000_000;
        attempts.add(at);
        return at;
    }

    @Test
    void anAcceptedResultEndsTheWaitAtOnce() {
        int last = await().last(() -> 7, result -> result == 7);

        assertThat(last).isEqualTo(7);
        assertThat(pauses).isEmpty();
    }

    @Test
    void attemptsAreRepeatedAtTheIntervalUntilOneIsAccepted() {
        Deque<Integer> results = new ArrayDeque<>(List.of(1, 2, 3, 4));

        int last = await().every(Duration.ofMillis(30)).last(results::remove, result -> result == 3);

        assertThat(last).isEqualTo(3);
        assertThat(pauses).containsExactly(30L, 30L);
    }

    @Test
    void theLastAttemptIsMadeAtTheLimit() {
        List<Long> attempts = new ArrayList<>();
        long last = await().every(Duration.ofMillis(40)).last(() -> attemptIn(attempts), at -> at > 100);

        assertThat(last).isEqualTo(100);
        assertThat(attempts).containsExactly(0L, 40L, 80L, 100L);
    }

    @Test
    void evenWithoutAnyTimeOneAttemptIsMade() {
        String last = Await.of("a leader", Duration.ZERO).last(() -> "found", "other"::equals);

        assertThat(last).isEqualTo("found");
    }

    @Test
    void aSleepThatReturnsEarlyIsResumed() {
        Await.Clock sleepless = new Await.Clock(() -> now, nanos -> sleep(Math.max(1_000_000, nanos / 2)));
        List<Long> attempts = new ArrayList<>();

        long last = Await.of("a leader", LIMIT, sleepless)
                .every(Duration.ofMillis(8))
                .last(() -> attemptIn(attempts), at -> at > 0);

        assertThat(last).isEqualTo(8);
        assertThat(attempts).containsExactly(0L, 8L);
        assertThat(pauses).containsExactly(4L, 2L, 1L, 1L);
    }

    @Test
    void theFailureSaysWhatTheLastAttemptFound() {
        Deque<String> found = new ArrayDeque<>(List.of("broker 1", "broker 2", "broker 3", "broker 4"));

        assertThat(await().every(Duration.ofMillis(40)).failure(() -> Optional.of(found.remove())))
                .hasValue("expected a leader within 100 ms, found broker 4");
    }

    @Test
    void whatIsNoLongerMissingIsNoFailure() {
        Deque<Optional<String>> missing = new ArrayDeque<>(List.of(Optional.of("none"), Optional.empty()));

        assertThat(await().failure(missing::remove)).isEmpty();
        assertThat(pauses).containsExactly(20L);
    }

    @Test
    void pausesAreRecordedInATranscript() {
        Transcript transcript = new Transcript();
        Deque<Integer> results = new ArrayDeque<>(List.of(1, 2));

        int last = await().every(Duration.ofMillis(30))
                .recordedIn(transcript)
                .last(results::remove, result -> result == 2);

        assertThat(last).isEqualTo(2);
        assertThat(transcript.events())
                .singleElement()
                .matches(event -> event instanceof TranscriptEvent.Waited waited
                        && waited.what().equals("a leader")
                        && waited.waited().equals(Duration.ofMillis(30)));
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StageInterrupted.class)
                .isThrownBy(() -> Await.of("a leader", Duration.ofMinutes(1)).last(() -> 1, result -> result == 2))
                .withMessage("a leader: interrupted while waiting for the target");
        assertThat(Thread.interrupted()).isTrue();
    }
}
