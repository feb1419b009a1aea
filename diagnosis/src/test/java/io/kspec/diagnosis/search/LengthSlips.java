package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lengths and counts that are wrong, or written in another way; nulls. */
final class LengthSlips implements SlipMaker {

    @Override
    public void make(Specimen specimen, Consumer<Slipped> slips) {
        for (Specimen.Occurrences lengths : specimen.body(LayoutRole.LENGTH)) {
            field(specimen, lengths, false, slips);
            once(specimen, lengths, slips);
        }
        for (Specimen.Occurrences counts : specimen.body(LayoutRole.COUNT)) {
            field(specimen, counts, true, slips);
            miscounts(specimen, counts, slips);
        }
        everywhere(specimen, slips);
    }

    /** A way to write a length, or null where it leaves the length alone. */
    private interface Writing {
        @Nullable Bytes write(LayoutEntry entry, int length);
    }

    private static void field(Specimen specimen, Specimen.Occurrences at, boolean count, Consumer<Slipped> slips) {
        boolean compact = isCompact(at.first());
        boolean string = isString(at.first());
        if (compact) {
            rewrite(
                    specimen,
                    SlipKind.LENGTH_OFF_BY_ONE,
                    "without plus one",
                    at.entries(),
                    slips,
                    (entry, length) -> length < 0 ? null : varint(length));
            rewrite(
                    specimen,
                    SlipKind.CLASSIC_LENGTH,
                    "a field",
                    at.entries(),
                    slips,
                    (entry, length) -> classic(length, string));
            return;
        }
        rewrite(
                specimen,
                SlipKind.COMPACT_LENGTH,
                "a field",
                at.entries(),
                slips,
                (entry, length) -> varint(length + 1));
        rewrite(
                specimen,
                SlipKind.LENGTH_WIDTH,
                "a field",
                at.entries(),
                slips,
                (entry, length) -> classic(length, !string));
        if (!count) {
            rewrite(
                    specimen,
                    SlipKind.LENGTH_COUNTS_ITSELF,
                    "a field",
                    at.entries(),
                    slips,
                    (entry, length) -> length < 0 ? null : classic(length + entry.size(), string));
        }
    }

    private static void once(Specimen specimen, Specimen.Occurrences at, Consumer<Slipped> slips) {
        LayoutEntry entry = at.entries().get(at.entries().size() / 2);
        int length = value(entry);
        boolean compact = isCompact(entry);
        boolean string = isString(entry);
        if (length >= 0) {
            for (int off : new int[] {-1, 1}) {
                if (length + off >= 0) {
                    rewrite(
                            specimen,
                            SlipKind.LENGTH_OFF_BY_ONE,
                            "once",
                            List.of(entry),
                            slips,
                            (e, l) -> write(l + off, compact, string));
                }
            }
            if (!compact) {
                rewrite(
                        specimen,
                        SlipKind.LENGTH_COUNTS_ITSELF,
                        "once",
                        List.of(entry),
                        slips,
                        (e, l) -> classic(l + e.size(), string));
            }
        }
        boolean nullable = entry.field() != null && entry.field().nullable();
        if (!nullable && length >= 0) {
            int end = entry.end() + length;
            slips.accept(Slipped.of(
                    SlipKind.NULL_NOT_ALLOWED,
                    "",
                    specimen,
                    new Slipped.Splice(entry.start(), end, write(-1, compact, string))));
        }
        if (nullable && length < 0 && entry.field() != null && entry.field().defaultValue() == null) {
            rewrite(specimen, SlipKind.EMPTY_FOR_NULL, "", List.of(entry), slips, (e, l) -> write(0, compact, string));
        }
    }

    private static void miscounts(Specimen specimen, Specimen.Occurrences at, Consumer<Slipped> slips) {
        LayoutEntry entry = at.entries().get(at.entries().size() / 2);
        int count = value(entry);
        boolean compact = isCompact(entry);
        for (int off : new int[] {-1, 1}) {
            if (count >= 0 && count + off >= 0) {
                rewrite(
                        specimen,
                        SlipKind.COUNT_WRONG,
                        "",
                        List.of(entry),
                        slips,
                        (e, c) -> write(c + off, compact, false));
            }
        }
        if (count == 0 && (entry.field() == null || !entry.field().nullable())) {
            rewrite(
                    specimen,
                    SlipKind.NULL_NOT_ALLOWED,
                    "",
                    List.of(entry),
                    slips,
                    (e, c) -> write(-1, compact, false));
        }
    }

    private static void everywhere(Specimen specimen, Consumer<Slipped> slips) {
        List<LayoutEntry> all = new ArrayList<>();
        List<LayoutEntry> strings = new ArrayList<>();
        specimen.body(LayoutRole.LENGTH).forEach(each -> all.addAll(each.entries()));
        all.stream().filter(LengthSlips::isString).forEach(strings::add);
        specimen.body(LayoutRole.COUNT).forEach(each -> all.addAll(each.entries()));
        if (specimen.flexible()) {
            rewrite(
                    specimen,
                    SlipKind.LENGTH_OFF_BY_ONE,
                    "without plus one",
                    strings,
                    slips,
                    (e, l) -> l < 0 ? null : varint(l));
            rewrite(specimen, SlipKind.CLASSIC_LENGTH, "all", all, slips, (e, l) -> classic(l, isString(e)));
            body(specimen, SlipKind.CLASSIC_BODY, all, (e, l) -> classic(l, isString(e)), slips);
        } else {
            rewrite(specimen, SlipKind.COMPACT_LENGTH, "all", all, slips, (e, l) -> varint(l + 1));
            body(specimen, SlipKind.FLEXIBLE_BODY, all, (e, l) -> varint(l + 1), slips);
        }
    }

    /** All lengths, and the tag buffers with them: taken away, or added. */
    private static void body(
            Specimen specimen, SlipKind kind, List<LayoutEntry> lengths, Writing writing, Consumer<Slipped> slips) {
        List<Slipped.Splice> splices = new ArrayList<>(splices(lengths, writing));
        for (String struct : specimen.structs().keySet()) {
            int[] tags = specimen.tags(struct);
            if (tags.length > 0) {
                splices.add(Slipped.remove(tags[0], tags[1]));
            } else {
                splices.add(Slipped.insert(specimen.end(struct), Bytes.copyOf((byte) 0)));
            }
        }
        splices.removeIf(splice -> splice.with().equals(specimen.frame().slice(splice.start(), splice.end())));
        if (!splices.isEmpty() && Slipped.disjoint(splices)) {
            slips.accept(Slipped.of(kind, "", specimen, splices));
            splices.add(specimen.headerFlip());
            slips.accept(Slipped.of(kind, "and header", specimen, splices));
        }
    }

    private static void rewrite(
            Specimen specimen,
            SlipKind kind,
            String variant,
            List<LayoutEntry> entries,
            Consumer<Slipped> slips,
            Writing writing) {
        List<Slipped.Splice> splices = splices(entries, writing);
        if (!splices.isEmpty()) {
            slips.accept(Slipped.of(kind, variant, specimen, splices));
        }
    }

    private static List<Slipped.Splice> splices(List<LayoutEntry> entries, Writing writing) {
        List<Slipped.Splice> splices = new ArrayList<>();
        for (LayoutEntry entry : entries) {
            Bytes with = writing.write(entry, value(entry));
            if (with != null) {
                splices.add(new Slipped.Splice(entry.start(), entry.end(), with));
            }
        }
        return splices;
    }

    private static Bytes write(int length, boolean compact, boolean string) {
        return compact ? varint(length + 1) : classic(length, string);
    }

    private static Bytes varint(int value) {
        return new Wire().varint(value).bytes();
    }

    private static Bytes classic(int length, boolean string) {
        return string
                ? new Wire().int16(length).bytes()
                : new Wire().int32(length).bytes();
    }

    private static int value(LayoutEntry entry) {
        return entry.value() instanceof Integer number ? number : 0;
    }

    private static boolean isCompact(LayoutEntry entry) {
        return entry.field() != null && entry.field().compact();
    }

    private static boolean isString(LayoutEntry entry) {
        if (entry.field() == null || entry.role() != LayoutRole.LENGTH) {
            return false;
        }
        FieldKind kind = entry.field().kind();
        return (kind == FieldKind.ARRAY ? entry.field().type().elementType().kind() : kind) == FieldKind.STRING;
    }
}
