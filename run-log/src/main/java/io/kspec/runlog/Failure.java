package io.kspec.runlog;

import java.util.List;
import java.util.Objects;

/**
 * What was wrong with the target.
 *
 * @param expected what the requirement demands in this case
 * @param found what the target did instead
 * @param findings further observations, one sentence per item
 */
public record Failure(String expected, String found, List<String> findings) {
    public Failure {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(found, "found");
        findings = List.copyOf(findings);
    }
}
