package io.kspec.mock.dispatch;

/** Wakes somebody when time has passed. */
@FunctionalInterface
public interface Alarm {
    /**
     * Has something run on the owning thread when a time has come; the last call counts.
     *
     * @param timeMs in milliseconds since the epoch; {@link Long#MAX_VALUE} for never
     */
    void setFor(long timeMs, Runnable wake);
}
