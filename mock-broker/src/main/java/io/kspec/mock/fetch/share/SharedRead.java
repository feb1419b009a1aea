package io.kspec.mock.fetch.share;

import io.kspec.mock.group.share.AcquiredRecords;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import java.util.List;

/**
 * What a ShareFetch response says of a partition.
 *
 * @param records the batches that contain the acquired records
 */
record SharedRead(
        SharePartitionKey key,
        ErrorCode error,
        ErrorCode acknowledgeError,
        Bytes records,
        List<AcquiredRecords> acquired) {
    static SharedRead failed(SharePartitionKey key, ErrorCode error) {
        return new SharedRead(key, error, ErrorCode.NONE, Bytes.EMPTY, List.of());
    }

    static SharedRead empty(SharePartitionKey key) {
        return failed(key, ErrorCode.NONE);
    }

    SharedRead acknowledged(ErrorCode result) {
        return new SharedRead(key, error, result, records, acquired);
    }

    /** Whether a response tells the member anything new with it. */
    boolean isNews() {
        return error != ErrorCode.NONE || !acquired.isEmpty();
    }

    int count() {
        return acquired.stream()
                .mapToInt(range -> (int) (range.lastOffset() - range.firstOffset() + 1))
                .sum();
    }

    void fill(MessageBuilder entry) {
        entry.set("PartitionIndex", key.partition())
                .set("ErrorCode", error)
                .set("AcknowledgeErrorCode", acknowledgeError)
                .set("Records", records);
        entry.setEach("AcquiredRecords", acquired, (range, told) -> range.set("FirstOffset", told.firstOffset())
                .set("LastOffset", told.lastOffset())
                .set("DeliveryCount", (short) told.deliveryCount()));
    }
}
