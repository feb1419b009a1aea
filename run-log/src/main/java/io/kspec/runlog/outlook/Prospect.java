package io.kspec.runlog.outlook;

/** Whether a client will do a job. */
public enum Prospect {
    /** The run met every version of every API that the client uses for it, and no rule of the client was broken there. */
    WORKS,
    /** A rule of the client is broken, or the target lacks an API without which no client can do it. */
    STOPPED,
    /** The run cannot tell. */
    UNKNOWN
}
