package io.kspec.suite.session;

import java.util.HashSet;
import java.util.Set;

/** The threads that play a case now. Thread-safe. */
final class PlayingThreads {
    private final Set<Thread> playing = new HashSet<>();
    private boolean interrupted;

    /** Adds the calling thread. */
    synchronized void add() {
        playing.add(Thread.currentThread());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes the calling thread. From now on, it is not interrupted on account of its case. */
    synchronized void remove() {
        playing.remove(Thread.currentThread());
        if (interrupted) {
            Thread.interrupted();
        }
    }

    /** Interrupts the threads that play a case, now or as soon as they begin. */
    synchronized void interrupt() {
        interrupted = true;
        playing.forEach(Thread::interrupt);
    }
}
