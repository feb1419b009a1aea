package io.kspec.mock.script;

/** How a request ends. */
public enum Ending {
    /** With the response. */
    RESPONSE,
    /** With the response, but only behind that to the connection's next request. */
    OVERTAKEN,
    /** With nothing at all; the connection's next request is served. */
    SILENCE,
    /** With the connection closed instead of a response. */
    DISCONNECT
}
