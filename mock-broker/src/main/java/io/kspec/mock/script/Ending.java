package io.kspec.mock.script;

import org.apiguardian.api.API;

/** How the exchange of a request ends. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Ending {
    /** With the response. */
    RESPONSE,
    /** With the response, sent after the one to the connection's next request. */
    OVERTAKEN,
    /** Without a response; the connection stays open. */
    SILENCE,
    /** With the connection closed instead of a response. */
    DISCONNECT,
    /** With the connection reset instead of a response, so that the client sees an error rather than an end. */
    RESET
}
