package io.kspec.scenarios.play;

import org.jspecify.annotations.Nullable;

/** The thread was told to stop while it waited for the target; the thread's interrupted status stays set. */
public final class PlayInterrupted extends PlayFailure {
    private static final long serialVersionUID = 1L;

    PlayInterrupted(String connection, @Nullable Throwable cause) {
        super(connection + ": interrupted while waiting for the target", null, cause);
    }
}
