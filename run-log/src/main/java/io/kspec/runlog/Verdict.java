package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The result of a case. */
public enum Verdict {
    /** The target meets the requirement. */
    @JsonProperty("pass")
    PASS,
    /** The target violates the requirement. */
    @JsonProperty("fail")
    FAIL,
    /** The case did not apply; the reason says why. */
    @JsonProperty("skipped")
    SKIPPED,
    /** The harness itself failed, so nothing is known about the target. */
    @JsonProperty("error")
    ERROR,
    /** Something that the case needs first failed already, so it was not played; the reason names that cause. */
    @JsonProperty("blocked")
    BLOCKED,
    /** The run ended before the case; the reason says why. */
    @JsonProperty("not played")
    NOT_PLAYED;

    /** Whether a result with this verdict has a reason instead of a failure. */
    public boolean hasReason() {
        return this != PASS && this != FAIL;
    }
}
