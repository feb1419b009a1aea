package io.kspec.suite.session;

/** Thrown if nothing at the target speaks Kafka's protocol; the message says what was found. */
public final class NoKafkaThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoKafkaThere(String message) {
        super(message);
    }
}
