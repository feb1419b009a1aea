package io.kspec.suite.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cases that are being played, and the threads that play them. Thread-safe. */
final class CasesInFlight {
    private final Map<CaseInFlight, Thread> playing = new LinkedHashMap<>();
    private boolean interrupted;

    /** Adds a case, which the calling thread plays. */
    synchronized void add(CaseInFlight begun) {
        playing.put(begun, Thread.currentThread());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes a case. From now on, the calling thread is not interrupted on its account. */
    synchronized void remove(CaseInFlight ended) {
        playing.remove(ended);
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** The cases, in the order in which they began. */
    synchronized List<CaseInFlight> list() {
        return List.copyOf(playing.keySet());
    }

    /** Interrupts the threads that play a case, now or as soon as it begins. */
    synchronized void interrupt() {
        interrupted = true;
        playing.values().forEach(Thread::interrupt);
    }
}
