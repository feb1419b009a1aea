package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How severe a violation of a requirement is. */
public enum Level {
    /** Real clients break if it is not met. */
    @JsonProperty("must")
    MUST,
    /** Apache Kafka meets it; clients cope if it is not met. */
    @JsonProperty("should")
    SHOULD
}
