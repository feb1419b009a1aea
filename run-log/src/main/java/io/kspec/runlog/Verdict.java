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
    ERROR
}
