package io.kspec.mock.group.share;

/**
 * What a member wants to acquire of a partition.
 *
 * @param memberId the member
 * @param recordLimit whether no more than {@code maxRecords} may be acquired; otherwise whole batches are (KIP-1206)
 * @param batchSize the number of records after which another range of acquired records begins, at the next batch
 * @param maxRecords the number of records from which on no further batch is acquired
 */
public record AcquireRequest(String memberId, boolean recordLimit, int batchSize, int maxRecords) {}
