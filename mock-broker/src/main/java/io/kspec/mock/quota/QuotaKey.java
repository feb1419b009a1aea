package io.kspec.mock.quota;

import java.util.Optional;
import java.util.stream.Stream;

/** What a quota limits. */
public enum QuotaKey {
    /** Bytes per second of Produce requests (KIP-13). */
    PRODUCER_BYTE_RATE("producer_byte_rate", Long.MAX_VALUE),
    /** Bytes per second of Fetch responses (KIP-13). */
    CONSUMER_BYTE_RATE("consumer_byte_rate", Long.MAX_VALUE),
    /** Time of request threads, in percent of one thread (KIP-124). */
    REQUEST_PERCENTAGE("request_percentage", 0),
    /** Partitions per second that are created and deleted (KIP-599). */
    CONTROLLER_MUTATION_RATE("controller_mutation_rate", 0),
    /** Connections per second from an address (KIP-612). */
    CONNECTION_CREATION_RATE("connection_creation_rate", Integer.MAX_VALUE);

    /** How far from an integer a value may be that must be one. */
    private static final double TOLERANCE = 1e-6;

    private final String word;
    /** The highest value if it must be an integer; 0 if it may be a fraction. */
    private final double highestInteger;

    QuotaKey(String word, double highestInteger) {
        this.word = word;
        this.highestInteger = highestInteger;
    }

    /** Kafka's name: {@code producer_byte_rate}. */
    public String word() {
        return word;
    }

    /** The key with a name. */
    public static Optional<QuotaKey> of(String word) {
        return Stream.of(values()).filter(key -> key.word.equals(word)).findFirst();
    }

    /** Whether an entity can have this quota: addresses have that of connections, all others have the rest. */
    boolean fits(QuotaEntity entity) {
        return (this == CONNECTION_CREATION_RATE) == entity.has(QuotaEntity.IP);
    }

    /**
     * Checks a value.
     *
     * @throws QuotaRefusal if it is not positive, or must be an integer and is not
     */
    void check(double value) {
        if (value <= 0) {
            throw QuotaRefusal.invalid("Quota " + word + " must be greater than 0");
        }
        if (highestInteger > 0 && value > highestInteger) {
            throw QuotaRefusal.invalid("Proposed value for " + word + " is too large");
        }
        if (highestInteger > 0 && Math.abs(value % 1.0) > TOLERANCE) {
            throw QuotaRefusal.invalid(word + " cannot be a fractional value.");
        }
    }
}
