package io.kspec.runlog;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the target died or stopped answering during a case.
 *
 * @param event the request that killed it, as a zero-based position in the result's timeline; null if it is not known
 * @param repeat a command line of kspec that repeats it
 * @param exitStatus the exit status of its process; null if kspec did not start it, or it hangs
 * @param output the last lines that the process printed; empty if kspec did not start it
 * @param restarted whether it answered again, so that the run could go on
 */
public record Death(
        @Nullable Integer event, String repeat, @Nullable Integer exitStatus, List<String> output, boolean restarted) {
    public Death {
        Objects.requireNonNull(repeat, "repeat");
        output = List.copyOf(output);
    }

    /** What a case needs that sends requests like the one that killed the target. */
    public static String survivalOf(String api, @Nullable Integer version) {
        return "a target that survives " + api + (version == null ? "" : " v" + version);
    }

    /** This death, with the request that killed at another position, or null if it is not known. */
    Death at(@Nullable Integer position) {
        return new Death(position, repeat, exitStatus, output, restarted);
    }

    void requireWithin(List<Event> timeline) {
        if (event != null && (event < 0 || event >= timeline.size())) {
            throw new IllegalArgumentException(
                    "death, event: expected a position among " + timeline.size() + " events, found " + event);
        }
    }
}
