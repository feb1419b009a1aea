package io.kspec.mock.log;

/**
 * An aborted transaction of a log, whose records consumers skip that read committed records only.
 *
 * @param producerId the producer
 * @param firstOffset the offset of its first record
 * @param lastOffset the offset of its marker
 */
public record AbortedTransaction(long producerId, long firstOffset, long lastOffset) {}
