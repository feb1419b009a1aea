package io.kspec.stage.net;

import org.jspecify.annotations.Nullable;

/** The thread was interrupted while it waited for the target; its interrupted status stays set. */
public final class StageInterrupted extends StageFailure {
    private static final long serialVersionUID = 1L;

    public StageInterrupted(String connection, @Nullable Throwable cause) {
        super(connection + ": interrupted while waiting for the target", null, cause);
    }
}
