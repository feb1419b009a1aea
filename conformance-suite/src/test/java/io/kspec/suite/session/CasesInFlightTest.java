package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.Check;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Transcript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CasesInFlightTest {
    private final CasesInFlight inFlight = new CasesInFlight();
    private final CaseInFlight first = new CaseInFlight(check("first"), null, "first", new Transcript());
    private final CaseInFlight second = new CaseInFlight(check("second"), null, "second", new Transcript());

    @AfterEach
    void forgetTheInterruption() {
        boolean unused = Thread.interrupted();
    }

    @Test
    void theOldestCaseComesFirst() {
        inFlight.add(first);
        inFlight.add(second);
        assertThat(inFlight.list()).containsExactly(first, second);

        inFlight.remove(first);
        assertThat(inFlight.list()).containsExactly(second);
    }

    @Test
    void theThreadsThatPlayAreInterrupted() {
        inFlight.add(first);
        inFlight.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aThreadThatHasPlayedIsNoLongerInterrupted() {
        inFlight.add(first);
        inFlight.interrupt();
        inFlight.remove(first);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aThreadThatBeginsAfterTheInterruptionIsInterruptedToo() {
        inFlight.interrupt();
        inFlight.add(first);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private static Check check(String id) {
        return new Check(id, "", Level.MUST, "", "", "", "core");
    }
}
