package io.kspec.mock.script;

/** How the exchange of a request ends. */
public enum Ending {
    /** With the response. */
    RESPONSE,
    /** With the response, sent after the one to the connection's next request. */
    OVERTAKEN,
    /** Without a response; the connection stays open. */
    SILENCE,
    /** With the connection closed instead of a response. */
    DISCONNECT
}
