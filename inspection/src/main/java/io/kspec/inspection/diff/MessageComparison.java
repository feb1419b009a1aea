package io.kspec.inspection.diff;

import io.kspec.inspection.diff.FieldPair.Kind;
import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Reading;
import java.util.List;

/**
 * The comparison of two messages of the same API and direction.
 *
 * @param a the first message
 * @param b the second message
 * @param pairs their fields, in the order of the first message
 */
public record MessageComparison(ComparedMessage a, ComparedMessage b, List<FieldPair> pairs) {
    public MessageComparison {
        pairs = List.copyOf(pairs);
    }

    static MessageComparison of(Reading first, Reading second, IgnoredFields ignored) {
        ComparedMessage a = ComparedMessage.of(first);
        ComparedMessage b = ComparedMessage.of(second);
        return new MessageComparison(a, b, Comparer.compare(a, b, ignored));
    }

    /** Whether the messages are equal: both decode completely with equal fields, or the bytes are identical. */
    public boolean isSame() {
        return isSameFrame() || (isRead(a) && isRead(b) && pairs.stream().allMatch(pair -> pair.kind() == Kind.SAME));
    }

    private boolean isSameFrame() {
        IdentifiedMessage first = a.reading().subject();
        IdentifiedMessage second = b.reading().subject();
        return first.version() == second.version()
                && first.bytes().equals(second.bytes())
                && first.isMisannounced() == second.isMisannounced();
    }

    private static boolean isRead(ComparedMessage side) {
        return side.reading().attempt().succeeded() && !side.reading().subject().isMisannounced();
    }

    /** The number of values of a kind, counting each value in structures and arrays found in only one message. */
    public long count(Kind kind) {
        return pairs.stream()
                .filter(pair -> pair.kind() == kind && !pair.isUnread())
                .mapToLong(FieldPair::values)
                .sum();
    }

    /** The number of values not compared because the other message was not decoded that far. */
    public long unread() {
        return pairs.stream()
                .filter(FieldPair::isUnread)
                .mapToLong(FieldPair::values)
                .sum();
    }
}
