package io.kspec.mock.group.share;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells about records that it holds.
 *
 * @param firstOffset the first record's offset
 * @param lastOffset the last record's offset, inclusive
 * @param types what has become of each record, or one number for all: 0 for a gap, 1 to accept, 2 to release, 3 to reject, 4 to
 *     renew the lock
 */
public record AcknowledgementBatch(long firstOffset, long lastOffset, List<Byte> types) {
    static final byte GAP = 0;
    static final byte ACCEPT = 1;
    static final byte RELEASE = 2;
    static final byte REJECT = 3;
    static final byte RENEW = 4;

    public AcknowledgementBatch {
        types = List.copyOf(types);
    }

    boolean hasKnownTypes() {
        return types.stream().allMatch(type -> type >= GAP && type <= RENEW);
    }

    boolean isPerOffset() {
        return types.size() > 1;
    }

    byte typeOf(long offset) {
        return isPerOffset() ? types.get((int) (offset - firstOffset)) : types.get(0);
    }

    static RecordState stateAfter(byte type) {
        return switch (type) {
            case ACCEPT -> RecordState.ACKNOWLEDGED;
            case RELEASE -> RecordState.AVAILABLE;
            default -> RecordState.ARCHIVED;
        };
    }

    /**
     * Why batches of one request make no sense, or null: descending offsets, types that are not known, or a number of types that fits
     * neither the batch nor one.
     */
    public static @Nullable String fault(List<AcknowledgementBatch> batches) {
        long before = -1;
        for (AcknowledgementBatch batch : batches) {
            if (batch.firstOffset > batch.lastOffset || batch.firstOffset < before) {
                return "offsets";
            }
            if (batch.types.isEmpty()
                    || !batch.hasKnownTypes()
                    || (batch.isPerOffset() && batch.lastOffset - batch.firstOffset != batch.types.size() - 1)) {
                return "types";
            }
            before = batch.lastOffset;
        }
        return null;
    }
}
