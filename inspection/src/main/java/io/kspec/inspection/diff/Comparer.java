package io.kspec.inspection.diff;

import io.kspec.inspection.diff.FieldPair.Kind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two messages field by field. */
final class Comparer {
    private final ComparedMessage a;
    private final ComparedMessage b;
    private final IgnoredFields ignored;
    private final List<FieldPair> pairs = new ArrayList<>();

    private Comparer(ComparedMessage a, ComparedMessage b, IgnoredFields ignored) {
        this.a = a;
        this.b = b;
        this.ignored = ignored;
    }

    /** All fields in the order of the first message; fields found only in the second follow their predecessor there. */
    static List<FieldPair> compare(ComparedMessage a, ComparedMessage b, IgnoredFields ignored) {
        Comparer comparer = new Comparer(a, b, ignored);
        for (int i = 0; i < Math.max(a.roots().size(), b.roots().size()); i++) {
            comparer.part(
                    i < a.roots().size() ? a.roots().get(i) : null,
                    i < b.roots().size() ? b.roots().get(i) : null,
                    Absence.NOT_READ,
                    "");
        }
        return List.copyOf(comparer.pairs);
    }

    private void part(@Nullable MessagePart first, @Nullable MessagePart second, Absence absence, String key) {
        if (first == null || second == null) {
            pairs.add(new FieldPair(first == null ? Kind.ONLY_B : Kind.ONLY_A, first, second, absence, key));
        } else if (first.kind() != second.kind()) {
            pairs.add(new FieldPair(Kind.DIFFERENT, first, second, null, key));
        } else {
            switch (first.kind()) {
                case VALUE -> pair(first, second, key);
                case STRUCTURE -> structure(first, second, key);
                case ARRAY -> array(first, second, key);
            }
        }
    }

    private void pair(MessagePart first, MessagePart second, String key) {
        boolean same = Objects.equals(comparable(first.value()), comparable(second.value()));
        pairs.add(new FieldPair(same ? Kind.SAME : Kind.DIFFERENT, first, second, null, key));
    }

    /** A number may have different widths in different versions. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof Number number && !(value instanceof Double) ? (Object) number.longValue() : value;
    }

    private void structure(MessagePart first, MessagePart second, String key) {
        for (String name : names(first, second)) {
            MessagePart x = first.part(name);
            MessagePart y = second.part(name);
            if (!ignored.has(Objects.requireNonNull(x == null ? y : x).path())
                    && !isLostInCompression(x, y, first, second)) {
                part(x, y, x == null ? absence(first, name, a) : absence(second, name, b), key);
            }
        }
    }

    private static List<String> names(MessagePart first, MessagePart second) {
        List<String> names =
                first.parts().stream().map(MessagePart::name).collect(Collectors.toCollection(ArrayList::new));
        int at = 0;
        for (MessagePart part : second.parts()) {
            int known = names.indexOf(part.name());
            if (known < 0) {
                names.add(at++, part.name());
            } else {
                at = known + 1;
            }
        }
        return names;
    }

    /** Of decompressed records only the values are known, not the encoding. */
    private static boolean isLostInCompression(
            @Nullable MessagePart x, @Nullable MessagePart y, MessagePart first, MessagePart second) {
        return (x == null && isDecompressed(first)) || (y == null && isDecompressed(second));
    }

    private static boolean isDecompressed(MessagePart structure) {
        return structure.parts().stream().noneMatch(MessagePart::hasBytes)
                && structure.parts().stream().anyMatch(part -> part.kind() == MessagePart.Kind.VALUE);
    }

    /** Why a structure lacks a field. */
    private static Absence absence(MessagePart structure, String name, ComparedMessage side) {
        StructSpec spec = structure.spec();
        if (spec == null) {
            return side.stopsWithin(structure) ? Absence.NOT_READ : Absence.OTHER_FORMAT;
        }
        FieldSpec field = spec.find(name);
        if (field == null) {
            return Absence.OTHER_VERSION;
        }
        return field.isTagged() && !side.stopsWithin(structure) ? Absence.NOT_WRITTEN : Absence.NOT_READ;
    }

    private void array(MessagePart first, MessagePart second, String key) {
        if (first.hasBytes() && second.hasBytes()) {
            pair(first, second, key);
        }
        List<Alignment.Pair> entries = Alignment.of(first, second);
        if (!isSorted(entries)) {
            pairs.add(new FieldPair(Kind.OTHER_ORDER, first, second, null, key));
        }
        Absence inFirst = absence(first);
        Absence inSecond = absence(second);
        for (Alignment.Pair entry : entries) {
            String keys = key.isEmpty() || entry.key().isEmpty() ? key + entry.key() : key + ", " + entry.key();
            part(entry.a(), entry.b(), entry.a() == null ? inFirst : inSecond, keys);
        }
    }

    /** Why an array lacks an entry: it has none, or not all of its entries were decoded. */
    private static Absence absence(MessagePart array) {
        return array.value() instanceof Integer count && count > array.parts().size()
                ? Absence.NOT_READ
                : Absence.NO_ENTRY;
    }

    private static boolean isSorted(List<Alignment.Pair> entries) {
        int last = Integer.MIN_VALUE;
        for (Alignment.Pair entry : entries) {
            MessagePart second = entry.b();
            if (entry.a() != null && second != null) {
                int index = Integer.parseInt(second.name(), 1, second.name().length() - 1, 10);
                if (index < last) {
                    return false;
                }
                last = index;
            }
        }
        return true;
    }
}
