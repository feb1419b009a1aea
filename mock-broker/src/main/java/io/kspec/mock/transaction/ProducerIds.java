package io.kspec.mock.transaction;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assigns producer ids, and remembers which transactional id has which. */
public final class ProducerIds {
    /** Beyond this number, the least recently used one is dropped. */
    private static final int MAX_TRANSACTIONAL_IDS = 10_000;
    /** The last epoch in which a producer id is used; Kafka reserves the highest for fencing. */
    private static final short LAST_EPOCH = Short.MAX_VALUE - 1;

    private final Map<String, ProducerIdentity> byTransactionalId = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ProducerIdentity> eldest) {
            return size() > MAX_TRANSACTIONAL_IDS;
        }
    };

    private long next;

    /** A producer id and its current epoch. */
    public record ProducerIdentity(long id, short epoch) {}

    /** Assigns a producer id that has never been used. */
    public ProducerIdentity fresh() {
        return new ProducerIdentity(next++, (short) 0);
    }

    /** The current producer id and epoch of a transactional id, or null if it has none. */
    public @Nullable ProducerIdentity holder(String transactionalId) {
        return byTransactionalId.get(transactionalId);
    }

    /** Starts a new epoch for a transactional id, which fences the producer of the previous one. */
    public ProducerIdentity next(String transactionalId) {
        ProducerIdentity last = holder(transactionalId);
        ProducerIdentity successor = last == null || last.epoch() >= LAST_EPOCH
                ? fresh()
                : new ProducerIdentity(last.id(), (short) (last.epoch() + 1));
        byTransactionalId.put(transactionalId, successor);
        return successor;
    }
}
