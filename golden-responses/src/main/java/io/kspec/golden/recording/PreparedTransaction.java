package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import java.util.List;

/** A transactional producer that a script uses. */
final class PreparedTransaction {
    private static final int TIMEOUT_MILLIS = 60_000;
    /** The last version of EndTxn that does not start a new epoch. */
    private static final int WITHOUT_BUMP = 4;

    private PreparedTransaction() {}

    /** A producer in its first epoch, without a transaction. */
    static ProducerSession producer(Recorder recorder) {
        Message assigned = recorder.prepare(
                Recorder.CLIENT,
                "a transactional producer",
                ProducerIdRequests.init(recorder.name(), TIMEOUT_MILLIS),
                3);
        return new ProducerSession(recorder.name(), assigned.getLong("ProducerId"), assigned.getShort("ProducerEpoch"));
    }

    /** Begins a transaction with a partition. */
    static void add(Recorder recorder, String shows, ProducerSession producer, PreparedTopic topic, int partition) {
        recorder.prepare(
                Recorder.CLIENT,
                shows,
                TransactionRequests.addPartitions(producer, topic.name(), List.of(partition)),
                3);
    }

    /** Ends a transaction, and waits until it has ended. */
    static void end(Recorder recorder, ProducerSession producer, boolean commit) {
        recorder.prepare(
                Recorder.CLIENT,
                commit ? "the transaction is committed" : "the transaction is aborted",
                TransactionRequests.end(producer, commit),
                WITHOUT_BUMP);
        recorder.ground().awaitTransaction(producer.transactionalId());
    }
}
