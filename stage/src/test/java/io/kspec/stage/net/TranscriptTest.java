package io.kspec.stage.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void eventsAreOrderedAndTimedFromTheStart() {
        AtomicLong clock = new AtomicLong(1_000);
        Transcript transcript = new Transcript(clock::get);
        clock.addAndGet(5_000_000);
        transcript.note("a");
        clock.addAndGet(2_000_000);
        transcript.waited("a member", Duration.ofMillis(2));

        assertThat(transcript.events())
                .containsExactly(
                        new TranscriptEvent.Noted(Duration.ofMillis(5), "a"),
                        new TranscriptEvent.Waited(Duration.ofMillis(7), "a member", Duration.ofMillis(2)));
        assertThat(transcript.eventsFrom(1)).hasSize(1);
    }
}
