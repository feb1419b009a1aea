package io.kspec.cli.capture;

/** The broker did not answer a request: what it did instead is recorded, and the story goes no further. */
final class StoryEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryEnd(String exchange) {
        super(exchange);
    }
}
