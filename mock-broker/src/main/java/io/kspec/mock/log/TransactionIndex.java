package io.kspec.mock.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a log knows about transactions: where the open ones began, and which were aborted (KIP-98). */
final class TransactionIndex {
    /** The offset of the first record of each open transaction, by producer id, in order of the offsets. */
    private final Map<Long, Long> open = new LinkedHashMap<>();
    /** In order of their markers. */
    private final List<AbortedTransaction> aborted = new ArrayList<>();

    /** The offset of the first record of a producer's open transaction. */
    OptionalLong firstOffset(long producerId) {
        Long first = open.get(producerId);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /** The offset of the first record of all open transactions. */
    OptionalLong firstOpenOffset() {
        return open.values().stream().mapToLong(Long::longValue).findFirst();
    }

    /** Remembers the first transactional record of a producer since its last marker; later ones change nothing. */
    void appended(long producerId, long offset) {
        open.putIfAbsent(producerId, offset);
    }

    /** Ends a producer's transaction. A marker without records before it ends none. */
    void ended(TransactionMarker marker, long offset) {
        Long first = open.remove(marker.producerId());
        if (first != null && !marker.committed()) {
            aborted.add(new AbortedTransaction(marker.producerId(), first, offset));
        }
    }

    /** The aborted transactions with an offset in a range. */
    List<AbortedTransaction> aborted(long fromOffset, long untilOffset) {
        return aborted.stream()
                .filter(transaction ->
                        transaction.lastOffset() >= fromOffset && transaction.firstOffset() < untilOffset)
                .toList();
    }

    boolean isAborted(long producerId, long offset) {
        return aborted.stream()
                .anyMatch(transaction -> transaction.producerId() == producerId
                        && transaction.firstOffset() <= offset
                        && offset <= transaction.lastOffset());
    }

    /** Forgets the aborted transactions that end before an offset, from which the log begins. */
    void deleteBefore(long offset) {
        aborted.removeIf(transaction -> transaction.lastOffset() < offset);
    }

    void clear() {
        open.clear();
        aborted.clear();
    }
}
