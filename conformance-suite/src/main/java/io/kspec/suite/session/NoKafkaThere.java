package io.kspec.suite.session;

/** Nothing listens at the target, or it does not speak Kafka's protocol; the message says what was found. */
public final class NoKafkaThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoKafkaThere(String message) {
        super(message);
    }
}
