package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlayingThreadsTest {
    private final PlayingThreads threads = new PlayingThreads();

    @AfterEach
    void forgetTheInterruption() {
        boolean unused = Thread.interrupted();
    }

    @Test
    void theThreadsThatPlayAreInterrupted() {
        threads.add();
        threads.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aThreadThatHasPlayedIsNoLongerInterrupted() {
        threads.add();
        threads.interrupt();
        threads.remove();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aThreadThatBeginsAfterTheInterruptionIsInterruptedToo() {
        threads.interrupt();
        threads.add();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
