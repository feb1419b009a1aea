package io.kspec.mock.log;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whoever waits for a change of a partition: of its offsets, its records or its existence. */
public final class LogListeners {
    private final Set<Runnable> listeners = new LinkedHashSet<>();

    public LogListeners() {}

    public void add(Runnable listener) {
        listeners.add(listener);
    }

    public void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** Runs all listeners. A listener may be added or removed meanwhile. */
    public void changed() {
        if (!listeners.isEmpty()) {
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }
}
