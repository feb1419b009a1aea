package io.kspec.golden;

/** What happened after a captured request. */
public enum ExchangeOutcome {
    /** The broker responded. */
    ANSWERED(""),
    /** The broker did not respond, as the protocol demands: Produce with acks 0. */
    NO_ANSWER_DUE("none is due"),
    /** The broker closed the connection. */
    CLOSED("connection closed"),
    /** The broker owed a response and did not send one within the time limit of the capture. */
    SILENT("silence");

    private final String text;

    ExchangeOutcome(String text) {
        this.text = text;
    }

    /** What stands in a capture instead of a response. */
    public String text() {
        return text;
    }
}
