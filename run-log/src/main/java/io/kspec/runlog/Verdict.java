package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a case ended. */
public enum Verdict {
    /** The target does what the requirement says. */
    @JsonProperty("pass")
    PASS,
    /** The target departs from the requirement. */
    @JsonProperty("fail")
    FAIL,
    /** The case did not apply; the reason says why. */
    @JsonProperty("skipped")
    SKIPPED,
    /** The harness itself went wrong: nothing is known about the target. */
    @JsonProperty("error")
    ERROR
}
