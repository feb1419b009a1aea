package io.kspec.stage.net;

import org.jspecify.annotations.Nullable;

/** The target and kspec do not agree on TLS, or the target does not accept kspec's credentials. */
public final class SecurityFailure extends StageFailure {
    private static final long serialVersionUID = 1L;

    SecurityFailure(Target target, String expected, String found, @Nullable Throwable cause) {
        super(target + ": expected " + expected + ", found " + found, null, cause);
    }
}
