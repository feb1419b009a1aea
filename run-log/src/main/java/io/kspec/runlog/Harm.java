package io.kspec.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a violation of a requirement does to the users of a target, beyond an error that they see. */
public enum Harm {
    /** Nothing beyond it. */
    @JsonProperty("none")
    NONE,
    /** Clients cannot connect. */
    @JsonProperty("no connection")
    NO_CONNECTION,
    /** Records, offsets or order are lost or changed. */
    @JsonProperty("data lost")
    DATA_LOST,
    /** Clients wait, or repeat a request, without end. */
    @JsonProperty("clients hang")
    CLIENTS_HANG
}
