package io.kspec.mock.log;

/**
 * A producer that a partition knows, as DescribeProducers describes it.
 *
 * @param lastSequence the last sequence number; -1 if there was none in this epoch
 * @param lastTimestampMs the highest timestamp of the last batch, or the time of the last transaction marker
 * @param coordinatorEpoch the epoch of the coordinator that wrote the last marker; -1 if there is none
 * @param transactionStartOffset the offset of the first record of the open transaction; -1 if there is none
 */
public record ActiveProducer(
        long producerId,
        short epoch,
        int lastSequence,
        long lastTimestampMs,
        int coordinatorEpoch,
        long transactionStartOffset) {}
