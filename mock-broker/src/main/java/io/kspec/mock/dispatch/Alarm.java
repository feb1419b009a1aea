package io.kspec.mock.dispatch;

/** A timer that runs a task on the thread that owns the cluster. */
@FunctionalInterface
public interface Alarm {
    /**
     * Sets the alarm, replacing any earlier setting.
     *
     * @param timeMs in milliseconds since the epoch; {@link Long#MAX_VALUE} for never
     * @param wake the task to run at that time
     */
    void setFor(long timeMs, Runnable wake);
}
