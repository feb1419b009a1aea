package io.kspec.mock.script.yaml;

/** A mapping in a file of stubs. */
public enum StubSection {
    FILE("a file of stubs"),
    STUB("a stub"),
    REQUEST("a request"),
    RESPONSE("a response"),
    BYTE_CHANGE("a change of bytes"),
    RECORD_CHANGE("a change of records");

    private final String text;

    StubSection(String text) {
        this.text = text;
    }

    /** The mapping in the words of error messages: {@code a request}. */
    @Override
    public String toString() {
        return text;
    }
}
