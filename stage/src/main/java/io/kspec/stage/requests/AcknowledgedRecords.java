package io.kspec.stage.requests;

import java.util.List;

/**
 * What a member of a share group tells about consecutive records that it holds.
 *
 * @param firstOffset the first record's offset
 * @param lastOffset the last record's offset, inclusive
 * @param types one for all records or one for each: 0 for a gap, 1 to accept, 2 to release, 3 to reject, 4 to renew the lock
 */
public record AcknowledgedRecords(long firstOffset, long lastOffset, List<Byte> types) {
    public AcknowledgedRecords {
        types = List.copyOf(types);
    }

    /** The same for all records. */
    public static AcknowledgedRecords all(long firstOffset, long lastOffset, int type) {
        return new AcknowledgedRecords(firstOffset, lastOffset, List.of((byte) type));
    }
}
