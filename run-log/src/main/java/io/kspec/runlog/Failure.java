package io.kspec.runlog;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with the target.
 *
 * @param expected what the requirement demands in this case
 * @param found what the target did instead
 * @param findings further observations, one sentence per item
 * @param need what the case needs first and did not get, such as "a topic with a leader": then its own requirement was
 *     never tested; null if it was
 * @param death how the target died, or null if it lives
 */
public record Failure(
        String expected, String found, List<String> findings, @Nullable String need, @Nullable Death death) {
    /** A failure of the requirement itself. */
    public Failure(String expected, String found, List<String> findings) {
        this(expected, found, findings, null, null);
    }

    public Failure {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
        findings = List.copyOf(findings);
    }

    /** This failure, as the failure of something that the case needs first. */
    public Failure forLackOf(@Nullable String what) {
        return new Failure(expected, found, findings, what, death);
    }

    /** This failure, with the target's death. */
    public Failure with(@Nullable Death how) {
        return new Failure(expected, found, findings, need, how);
    }
}
