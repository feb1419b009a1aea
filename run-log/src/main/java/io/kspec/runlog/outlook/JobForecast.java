package io.kspec.runlog.outlook;

import org.jspecify.annotations.Nullable;

/**
 * Whether a client will do a job.
 *
 * @param job the name of the job, such as {@code commit-resume}
 * @param obstacle the first thing that stops it, or why it is not known; null if it will work
 */
public record JobForecast(String job, @Nullable Obstacle obstacle) {
    /** Whether it will work, or is stopped, or neither is known. */
    public Prospect prospect() {
        return obstacle == null ? Prospect.WORKS : obstacle.prospect();
    }
}
