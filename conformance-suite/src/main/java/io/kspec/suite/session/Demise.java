package io.kspec.suite.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the target died, or stopped answering.
 *
 * @param finding what was found instead of an answer
 * @param exitStatus the exit status of its process; null if kspec did not start it, or it did not end
 * @param output the last lines that the process printed; empty if kspec did not start it
 * @param restarted whether it answers again
 * @param doubt in a sentence, why another case may have caused it or had a part in it; null if this one certainly did alone
 */
public record Demise(
        String finding, @Nullable Integer exitStatus, List<String> output, boolean restarted, @Nullable String doubt) {
    public Demise {
        output = List.copyOf(output);
    }

    Demise restarted(boolean back) {
        return new Demise(finding, exitStatus, output, back, doubt);
    }

    Demise doubted(String why) {
        return new Demise(finding, exitStatus, output, restarted, why);
    }
}
