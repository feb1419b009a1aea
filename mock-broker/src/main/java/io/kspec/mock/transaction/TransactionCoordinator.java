package io.kspec.mock.transaction;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.mock.transaction.TransactionState.Empty;
import io.kspec.mock.transaction.TransactionState.Ending;
import io.kspec.mock.transaction.TransactionState.Live;
import io.kspec.mock.transaction.TransactionState.Ongoing;
import io.kspec.mock.transaction.TransactionState.PrepareAbort;
import io.kspec.mock.transaction.TransactionState.PrepareCommit;
import io.kspec.mock.transaction.TransactionState.Prepared;
import io.kspec.mock.transaction.TransactionState.Settled;
import io.kspec.protocol.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all transactions. It behaves like that of Apache Kafka, except that it writes markers in the step that
 * ends a transaction, unless they are delayed.
 *
 * <p>It has no clock: every request comes with the time, and {@link #advanceTo} lets time pass. Times are milliseconds since
 * the epoch and never go back.
 *
 * <p>Not thread-safe: owned by one thread.
 */
public final class TransactionCoordinator {
    /** The epoch of the partition of {@code __transaction_state} that the coordinator leads. */
    private static final int COORDINATOR_EPOCH = 0;
    /** How long to wait before markers that could not be written are tried again. */
    private static final int RETRY_MS = 100;

    private static final ProducerResult WITHOUT_PRODUCER = ProducerResult.of(ProducerIdentity.NONE);

    private TransactionSettings settings;
    private final MarkerWriter markers;
    private final ProducerIds ids = new ProducerIds();
    private final TransactionTable table;

    /** Creates a coordinator without transactions. */
    public TransactionCoordinator(TransactionSettings settings, MarkerWriter markers) {
        this.settings = settings;
        this.markers = markers;
        this.table = new TransactionTable(settings.idExpirationMs());
    }

    /** The result of a request that returns a producer: NONE, or an error without a producer. */
    public record ProducerResult(ErrorCode error, ProducerIdentity producer) {
        static ProducerResult refused(ErrorCode error) {
            return new ProducerResult(error, ProducerIdentity.NONE);
        }

        static ProducerResult of(ProducerIdentity producer) {
            return new ProducerResult(ErrorCode.NONE, producer);
        }
    }

    /** The finalized level of the feature {@code transaction.version}. */
    public int version() {
        return settings.version();
    }

    /** Finalizes a level of the feature {@code transaction.version}, 0 to {@value TransactionSettings#HIGHEST_VERSION}. */
    public void setVersion(int level) {
        settings = settings.withVersion(level);
    }

    /** InitProducerId without a transactional id. */
    public ProducerIdentity idempotentProducer() {
        return new ProducerIdentity(ids.fresh(), (short) 0);
    }

    /**
     * InitProducerId. If the transactional id has an open transaction, it is aborted, and the producer must ask again.
     *
     * @param claimed the producer's current id and epoch (KIP-360), or null for a new instance
     */
    public ProducerResult init(String transactionalId, int timeoutMs, @Nullable ProducerIdentity claimed, long nowMs) {
        advanceTo(nowMs);
        if (transactionalId.isEmpty()) {
            return ProducerResult.refused(ErrorCode.INVALID_REQUEST);
        }
        if (timeoutMs <= 0 || timeoutMs > settings.maxTimeoutMs()) {
            return ProducerResult.refused(ErrorCode.INVALID_TRANSACTION_TIMEOUT);
        }
        Optional<Live> known = live(transactionalId);
        if (known.isEmpty() && !table.hasRoom()) {
            return ProducerResult.refused(ErrorCode.POLICY_VIOLATION);
        }
        Live state = known.orElseGet(() -> new Empty(TransactionalProducer.created(ids.fresh(), timeoutMs), nowMs));
        if (state instanceof Prepared) {
            return ProducerResult.refused(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        if (claimed != null && !state.producer().admits(claimed)) {
            return ProducerResult.refused(ErrorCode.PRODUCER_FENCED);
        }
        if (state instanceof Ongoing ongoing) {
            fence(transactionalId, ongoing, nowMs);
        }
        if (!(state instanceof Settled settled)) {
            return ProducerResult.refused(ErrorCode.CONCURRENT_TRANSACTIONS);
        }
        return renew(transactionalId, settled.producer(), timeoutMs, claimed, nowMs);
    }

    private ProducerResult renew(
            String transactionalId,
            TransactionalProducer producer,
            int timeoutMs,
            @Nullable ProducerIdentity claimed,
            long nowMs) {
        boolean current = claimed == null || claimed.epoch() == producer.epoch();
        if (producer.isExhausted() && !current) {
            // Kafka fails: there is no epoch left to assign.
            return ProducerResult.refused(ErrorCode.UNKNOWN_SERVER_ERROR);
        }
        Optional<TransactionalProducer> next = producer.isExhausted()
                ? Optional.of(producer.rotated(ids.fresh(), claimed != null, timeoutMs))
                : producer.next(claimed, timeoutMs);
        next.ifPresent(renewed -> table.put(transactionalId, new Empty(renewed, nowMs)));
        return next.map(renewed -> ProducerResult.of(renewed.identity()))
                .orElseGet(() -> ProducerResult.refused(ErrorCode.PRODUCER_FENCED));
    }

    /** AddPartitionsToTxn, and whatever else adds partitions: NONE or an error that concerns all of them. */
    public ErrorCode add(String transactionalId, ProducerIdentity claimed, Set<TopicPartition> added, long nowMs) {
        advanceTo(nowMs);
        ErrorCode error = check(transactionalId, claimed);
        Live state = live(transactionalId).orElse(null);
        if (error == ErrorCode.PRODUCER_FENCED && state instanceof Prepared) {
            // The producer may be the current one, which does not know its next epoch yet.
            return ErrorCode.CONCURRENT_TRANSACTIONS;
        }
        if (error != ErrorCode.NONE || state == null) {
            return error;
        }
        SortedSet<TopicPartition> all = new TreeSet<>(state.partitions());
        all.addAll(added);
        if (!table.hasRoomForPartitions(all.size() - state.partitions().size())) {
            return ErrorCode.POLICY_VIOLATION;
        }
        long startMs = state instanceof Ongoing ? state.startMs() : nowMs;
        table.put(transactionalId, new Ongoing(state.producer(), all, startMs));
        return ErrorCode.NONE;
    }

    /** AddPartitionsToTxn that only verifies: NONE, or an error that concerns all partitions. */
    public ErrorCode check(String transactionalId, ProducerIdentity claimed) {
        if (transactionalId.isEmpty()) {
            return ErrorCode.INVALID_REQUEST;
        }
        Optional<Live> state = live(transactionalId);
        if (state.isEmpty() || state.get().producer().id() != claimed.id()) {
            return ErrorCode.INVALID_PRODUCER_ID_MAPPING;
        }
        if (state.get().producer().epoch() != claimed.epoch()) {
            return ErrorCode.PRODUCER_FENCED;
        }
        return state.get() instanceof Prepared ? ErrorCode.CONCURRENT_TRANSACTIONS : ErrorCode.NONE;
    }

    /** Whether a partition has been added to the open transaction of a transactional id. */
    public boolean has(String transactionalId, TopicPartition partition) {
        return live(transactionalId)
                .filter(state -> state.partitions().contains(partition))
                .isPresent();
    }

    /**
     * EndTxn.
     *
     * @param bumps whether the transaction ends in a new epoch (version 5 and up)
     * @return the producer from now on, if the epoch is bumped; otherwise no producer
     */
    public ProducerResult end(
            String transactionalId, ProducerIdentity claimed, boolean commit, boolean bumps, long nowMs) {
        advanceTo(nowMs);
        if (transactionalId.isEmpty()) {
            return ProducerResult.refused(ErrorCode.INVALID_REQUEST);
        }
        Optional<Live> known = live(transactionalId);
        if (known.isEmpty()) {
            return ProducerResult.refused(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        Live state = known.get();
        EndDecision decision =
                bumps ? EndDecision.withBump(state, claimed, commit) : EndDecision.withoutBump(state, claimed, commit);
        if (decision instanceof EndDecision.Refused refused) {
            return ProducerResult.refused(refused.error());
        }
        if (decision instanceof EndDecision.Ends) {
            Prepared ended = end(transactionalId, state, commit, bumps, nowMs);
            return bumps
                    ? ProducerResult.of(ended.ending().settled(ended.producer()).identity())
                    : WITHOUT_PRODUCER;
        }
        return bumps ? ProducerResult.of(state.producer().identity()) : WITHOUT_PRODUCER;
    }

    /** Decides the outcome of a transaction, and writes its markers; returns the state in between. */
    private Prepared end(String transactionalId, Live state, boolean commit, boolean bumps, long nowMs) {
        TransactionalProducer producer = state.producer();
        Long nextId = bumps && producer.isExhausted() ? ids.fresh() : null;
        long startMs = state instanceof Ongoing ? state.startMs() : nowMs;
        Prepared prepared =
                prepared(state, bumps ? producer.bumped() : producer, commit, bumps, nextId, startMs, nowMs);
        begin(transactionalId, prepared, nowMs);
        return prepared;
    }

    private Prepared prepared(
            Live state,
            TransactionalProducer producer,
            boolean commit,
            boolean bumps,
            @Nullable Long nextId,
            long startMs,
            long nowMs) {
        Ending ending = new Ending(bumps ? 2 : 0, nextId, nowMs + settings.markerDelayMs());
        return commit
                ? new PrepareCommit(producer, state.partitions(), startMs, ending)
                : new PrepareAbort(producer, state.partitions(), startMs, ending);
    }

    /** Aborts a transaction whose producer is replaced or too slow. */
    private void fence(String transactionalId, Ongoing state, long nowMs) {
        boolean bumps = settings.version() >= 2;
        TransactionalProducer producer =
                bumps ? state.producer().bumped() : state.producer().fenced();
        begin(transactionalId, prepared(state, producer, false, bumps, null, state.startMs(), nowMs), nowMs);
    }

    private void begin(String transactionalId, Prepared prepared, long nowMs) {
        table.put(transactionalId, prepared);
        if (settings.markerDelayMs() == 0) {
            writeMarkers(transactionalId, prepared, nowMs);
        }
    }

    /**
     * Writes markers to all partitions that have none. Partitions that no longer exist need none. As in Kafka, a transaction
     * whose marker is fenced never ends: somebody else has written markers with WriteTxnMarkers.
     */
    private void writeMarkers(String transactionalId, Prepared state, long nowMs) {
        TransactionMarker marker = new TransactionMarker(
                state.producer().id(),
                state.producer().epoch(),
                state.commits(),
                COORDINATOR_EPOCH,
                state.ending().version());
        SortedSet<TopicPartition> unwritten = new TreeSet<>();
        boolean fenced = false;
        for (TopicPartition partition : state.partitions()) {
            ErrorCode error = markers.write(partition, marker, nowMs);
            fenced |= error == ErrorCode.INVALID_PRODUCER_EPOCH || error == ErrorCode.TRANSACTION_COORDINATOR_FENCED;
            if (error != ErrorCode.NONE && error != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) {
                unwritten.add(partition);
            }
        }
        long retryMs = fenced ? Long.MAX_VALUE : nowMs + RETRY_MS;
        table.put(transactionalId, unwritten.isEmpty() ? state.completed(nowMs) : state.with(unwritten, retryMs));
    }

    /** The state of a transactional id, or empty if no producer holds it. */
    public Optional<Live> live(String transactionalId) {
        return table.state(transactionalId) instanceof Live live ? Optional.of(live) : Optional.empty();
    }

    /** A view of the states of all transactional ids that producers hold. */
    public Map<String, Live> all() {
        return table.all();
    }

    /** Does what is due at or before a time, in order: aborts slow transactions, writes markers, forgets unused ids. */
    public void advanceTo(long nowMs) {
        table.deadlines().handleDue(nowMs, this::expire);
    }

    private void expire(String transactionalId, long nowMs) {
        TransactionState state = table.state(transactionalId);
        if (state instanceof Ongoing ongoing) {
            fence(transactionalId, ongoing, nowMs);
        } else if (state instanceof Prepared prepared) {
            writeMarkers(transactionalId, prepared, nowMs);
        } else {
            table.put(transactionalId, new TransactionState.Dead());
        }
    }

    /** The next time that {@link #advanceTo} has something to do, or {@link Deadlines#NEVER}. */
    public long nextDeadlineMs() {
        return table.deadlines().nextMs();
    }
}
