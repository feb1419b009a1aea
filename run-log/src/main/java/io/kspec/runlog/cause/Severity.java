package io.kspec.runlog.cause;

/** How grave a cause is for the users of the target, gravest first. */
public enum Severity {
    /** No client can connect or find the broker: nothing else matters before this is mended. */
    NO_CLIENT_CONNECTS,
    /** Data is lost or changed, or a client waits or retries without end. */
    DATA_LOST_OR_CLIENTS_HANG,
    /** The target dies or stops answering. */
    TARGET_DIES,
    /** Clients fail with an error. */
    CLIENTS_FAIL,
    /** Clients cope, at the cost of time or of a feature. */
    CLIENTS_COPE,
    /** Only what no client sends shows it. */
    ROBUSTNESS
}
