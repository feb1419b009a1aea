package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much hangs on a requirement. */
public enum Level {
    /** Real clients break where it is not met. */
    @JsonProperty("must")
    MUST,
    /** Apache Kafka meets it; clients cope where it is not met. */
    @JsonProperty("should")
    SHOULD
}
