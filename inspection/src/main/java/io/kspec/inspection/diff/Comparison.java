package io.kspec.inspection.diff;

import io.kspec.inspection.diff.FieldPair.Kind;
import io.kspec.inspection.reading.Reading;
import io.kspec.inspection.reading.Subject;
import java.util.List;

/**
 * Two messages of the same API and direction, compared.
 *
 * @param a the first
 * @param b the second
 * @param pairs their fields, in the order of the first
 */
public record Comparison(Side a, Side b, List<FieldPair> pairs) {
    public Comparison {
        pairs = List.copyOf(pairs);
    }

    static Comparison of(Reading first, Reading second, IgnoredFields ignored) {
        Side a = Side.of(first);
        Side b = Side.of(second);
        return new Comparison(a, b, Comparer.compare(a, b, ignored));
    }

    /** Whether they say the same: what neither reads need not, unless the bytes are the same anyhow. */
    public boolean isSame() {
        return isSameFrame() || (isRead(a) && isRead(b) && pairs.stream().allMatch(pair -> pair.kind() == Kind.SAME));
    }

    private boolean isSameFrame() {
        Subject first = a.reading().subject();
        Subject second = b.reading().subject();
        return first.version() == second.version()
                && first.bytes().equals(second.bytes())
                && first.isMisannounced() == second.isMisannounced();
    }

    private static boolean isRead(Side side) {
        return side.reading().attempt().succeeded() && !side.reading().subject().isMisannounced();
    }

    /** How many values there are of a kind, those in structures and arrays that only one message has counted each. */
    public long count(Kind kind) {
        return pairs.stream()
                .filter(pair -> pair.kind() == kind && !pair.isUnread())
                .mapToLong(FieldPair::values)
                .sum();
    }

    /** How many values of either message have nothing to be compared with, because the other is not read so far. */
    public long unread() {
        return pairs.stream()
                .filter(FieldPair::isUnread)
                .mapToLong(FieldPair::values)
                .sum();
    }
}
