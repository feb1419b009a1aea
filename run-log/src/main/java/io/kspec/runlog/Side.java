package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One side of an exchange. */
public enum Side {
    /** The bytes kspec sent. */
    @JsonProperty("request")
    REQUEST,
    /** The bytes the target sent. */
    @JsonProperty("response")
    RESPONSE
}
