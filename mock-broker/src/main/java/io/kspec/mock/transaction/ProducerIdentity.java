package io.kspec.mock.transaction;

import io.kspec.protocol.message.Message;

/** A producer id and an epoch of it. */
public record ProducerIdentity(long id, short epoch) {
    /** What Kafka answers if there is no producer. */
    public static final ProducerIdentity NONE = new ProducerIdentity(-1, (short) -1);

    /** The producer that a request, or an entry of one, names. */
    public static ProducerIdentity of(Message message) {
        return new ProducerIdentity(message.getLong("ProducerId"), message.getShort("ProducerEpoch"));
    }
}
