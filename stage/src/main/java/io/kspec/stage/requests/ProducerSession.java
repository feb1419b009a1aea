package io.kspec.stage.requests;

/**
 * A transactional producer as it names itself in requests.
 *
 * @param id the producer id
 */
public record ProducerSession(String transactionalId, long id, short epoch) {
    /** The same producer with another epoch. */
    public ProducerSession at(int otherEpoch) {
        return new ProducerSession(transactionalId, id, (short) otherEpoch);
    }

    /** The same producer under another transactional id. */
    public ProducerSession named(String otherId) {
        return new ProducerSession(otherId, id, epoch);
    }

    /** Another producer under the same transactional id. */
    public ProducerSession withId(long otherId) {
        return new ProducerSession(transactionalId, otherId, epoch);
    }
}
