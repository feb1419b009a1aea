package io.kspec.golden.recording;

/** Ends a script because the broker did not answer a request; what it did instead is recorded. */
final class ScriptEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptEnd(String exchange) {
        super(exchange);
    }
}
