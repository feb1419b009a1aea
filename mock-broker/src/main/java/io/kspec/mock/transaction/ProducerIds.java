package io.kspec.mock.transaction;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives out producer ids, and remembers those of transactional ids. */
public final class ProducerIds {
    /** The one that was silent for longest is forgotten when there are more. */
    private static final int MOST_TRANSACTIONAL_IDS = 10_000;
    /** The last epoch that a producer id is used in; Kafka keeps the very last to fence with. */
    private static final short LAST_EPOCH = Short.MAX_VALUE - 1;

    private final Map<String, ProducerIdentity> byTransactionalId = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ProducerIdentity> eldest) {
            return size() > MOST_TRANSACTIONAL_IDS;
        }
    };

    private long next;

    /** A producer id and its epoch. */
    public record ProducerIdentity(long id, short epoch) {}

    /** An id that nobody had. */
    public ProducerIdentity fresh() {
        return new ProducerIdentity(next++, (short) 0);
    }

    /** Who last had a transactional id; null if nobody. */
    public @Nullable ProducerIdentity holder(String transactionalId) {
        return byTransactionalId.get(transactionalId);
    }

    /** The next holder of a transactional id, in a new epoch, which fences the last one. */
    public ProducerIdentity next(String transactionalId) {
        ProducerIdentity last = holder(transactionalId);
        ProducerIdentity successor = last == null || last.epoch() >= LAST_EPOCH
                ? fresh()
                : new ProducerIdentity(last.id(), (short) (last.epoch() + 1));
        byTransactionalId.put(transactionalId, successor);
        return successor;
    }
}
