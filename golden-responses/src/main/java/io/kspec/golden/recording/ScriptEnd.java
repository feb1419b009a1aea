package io.kspec.golden.recording;

/** The broker did not answer a request: what it did instead is recorded, and the story goes no further. */
final class ScriptEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptEnd(String exchange) {
        super(exchange);
    }
}
