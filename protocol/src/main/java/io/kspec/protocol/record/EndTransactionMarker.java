package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;

/**
 * The control record that ends a transaction in a partition (KIP-98). Its key has a version and a type, its value a
 * version and the epoch of the transaction coordinator.
 *
 * @param type the outcome of the transaction
 * @param coordinatorEpoch the epoch of the coordinator that wrote it
 */
public record EndTransactionMarker(Type type, int coordinatorEpoch) {
    private static final int VERSION = 0;

    /** The outcome of a transaction. */
    public enum Type {
        ABORT(0),
        COMMIT(1);

        private final int id;

        Type(int id) {
            this.id = id;
        }

        /** The number in the key. */
        public int id() {
            return id;
        }
    }

    /** The key of the control record. */
    public Bytes key() {
        return new ByteBuilder().integer(VERSION, 2).integer(type.id(), 2).copy();
    }

    /** The value of the control record. */
    public Bytes value() {
        return new ByteBuilder()
                .integer(VERSION, 2)
                .integer(coordinatorEpoch, 4)
                .copy();
    }

    /**
     * The control batch with only this marker, as a broker appends it.
     *
     * @param offset the offset of the marker
     * @param timestamp the time of the marker, in milliseconds since the epoch
     */
    public RecordBatch toBatch(long offset, long timestamp, long producerId, short producerEpoch) {
        return RecordBatch.builder()
                .baseOffset(offset)
                .producer(producerId, producerEpoch, RecordBatch.NO_SEQUENCE)
                .transactional()
                .control()
                .append(timestamp, key(), value())
                .build();
    }
}
