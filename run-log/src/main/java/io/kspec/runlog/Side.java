package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose bytes of an exchange. */
public enum Side {
    /** What kspec sent. */
    @JsonProperty("request")
    REQUEST,
    /** What the target answered. */
    @JsonProperty("response")
    RESPONSE
}
