package io.kspec.suite.session;

/** What listens at the target, if anything does, does not speak Kafka's protocol; the message says what was found. */
public final class NoKafkaThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoKafkaThere(String message) {
        super(message);
    }
}
