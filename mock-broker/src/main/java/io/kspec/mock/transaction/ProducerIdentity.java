package io.kspec.mock.transaction;

/** A producer id and an epoch of it. */
public record ProducerIdentity(long id, short epoch) {
    /** What Kafka answers if there is no producer. */
    public static final ProducerIdentity NONE = new ProducerIdentity(-1, (short) -1);
}
