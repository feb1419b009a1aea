package io.kspec.stage.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** The connection could not be opened. */
public final class TargetUnreachable extends StageFailure {
    private static final long serialVersionUID = 1L;

    private final transient Target target;

    TargetUnreachable(Target target, Duration limit, IOException cause) {
        super(target.toString(), "a broker that accepts connections", found(limit, cause), null, cause);
        this.target = target;
    }

    /** The broker that was not reached. */
    public Target target() {
        return target;
    }

    private static String found(Duration limit, IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return "no answer within " + Durations.text(limit);
        }
        if (cause instanceof UnknownHostException) {
            return "that the name has no address";
        }
        return cause instanceof ConnectException
                ? "nothing that listens (" + cause.getMessage() + ")"
                : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
