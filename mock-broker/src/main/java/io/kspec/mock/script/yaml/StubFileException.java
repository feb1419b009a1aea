package io.kspec.mock.script.yaml;

/** A file of stubs does not say what it should; the message begins with file, line and column. */
public final class StubFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StubFileException(String message) {
        super(message);
    }
}
