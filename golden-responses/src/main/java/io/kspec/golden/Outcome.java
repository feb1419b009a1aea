package io.kspec.golden;

/** What came of a captured request. */
public enum Outcome {
    /** A response. */
    ANSWERED(""),
    /** Nothing, and nothing was due: Produce with acks 0. */
    NO_ANSWER_DUE("none is due"),
    /** The broker closed the connection. */
    CLOSED("connection closed"),
    /** Nothing for as long as the capture waited, although an answer was due. */
    SILENT("silence");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** What stands in a capture instead of a response. */
    String text() {
        return text;
    }
}
