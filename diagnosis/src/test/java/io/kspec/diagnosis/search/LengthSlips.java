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

/** Wrong lengths and counts, lengths with a wrong encoding, and nulls. */
final class LengthSlips implements SlipMaker {

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        for (SampleMessage.FieldEntries lengths : sample.body(LayoutRole.LENGTH)) {
            field(sample, lengths, false, slips);
            once(sample, lengths, slips);
        }
        for (SampleMessage.FieldEntries counts : sample.body(LayoutRole.COUNT)) {
            field(sample, counts, true, slips);
            miscounts(sample, counts, slips);
        }
        everywhere(sample, slips);
    }

    /** A way to write a length, or null to leave it unchanged. */
    private interface Writing {
        @Nullable Bytes write(LayoutEntry entry, int length);
    }

    private static void field(
            SampleMessage sample, SampleMessage.FieldEntries at, boolean count, Consumer<Slipped> slips) {
        boolean compact = isCompact(at.first());
        boolean string = isString(at.first());
        if (compact) {
            rewrite(
                    sample,
                    SlipKind.LENGTH_OFF_BY_ONE,
                    "without plus one",
                    at.entries(),
                    slips,
                    (entry, length) -> length < 0 ? null : varint(length));
            rewrite(
                    sample,
                    SlipKind.CLASSIC_LENGTH,
                    "a field",
                    at.entries(),
                    slips,
                    (entry, length) -> classic(length, string));
            return;
        }
        rewrite(sample, SlipKind.COMPACT_LENGTH, "a field", at.entries(), slips, (entry, length) -> varint(length + 1));
        rewrite(
                sample,
                SlipKind.LENGTH_WIDTH,
                "a field",
                at.entries(),
                slips,
                (entry, length) -> classic(length, !string));
        if (!count) {
            rewrite(
                    sample,
                    SlipKind.LENGTH_COUNTS_ITSELF,
                    "a field",
                    at.entries(),
                    slips,
                    (entry, length) -> length < 0 ? null : classic(length + entry.size(), string));
        }
    }

    private static void once(SampleMessage sample, SampleMessage.FieldEntries at, Consumer<Slipped> slips) {
        LayoutEntry entry = at.entries().get(at.entries().size() / 2);
        int length = value(entry);
        boolean compact = isCompact(entry);
        boolean string = isString(entry);
        if (length >= 0) {
            for (int off : new int[] {-1, 1}) {
                if (length + off >= 0) {
                    rewrite(
                            sample,
                            SlipKind.LENGTH_OFF_BY_ONE,
                            "once",
                            List.of(entry),
                            slips,
                            (e, l) -> write(l + off, compact, string));
                }
            }
            if (!compact) {
                rewrite(
                        sample,
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
                    sample,
                    new Slipped.Splice(entry.start(), end, write(-1, compact, string))));
        }
        if (nullable && length < 0 && entry.field() != null && entry.field().defaultValue() == null) {
            rewrite(sample, SlipKind.EMPTY_FOR_NULL, "", List.of(entry), slips, (e, l) -> write(0, compact, string));
        }
    }

    private static void miscounts(SampleMessage sample, SampleMessage.FieldEntries at, Consumer<Slipped> slips) {
        LayoutEntry entry = at.entries().get(at.entries().size() / 2);
        int count = value(entry);
        boolean compact = isCompact(entry);
        for (int off : new int[] {-1, 1}) {
            if (count >= 0 && count + off >= 0) {
                rewrite(
                        sample,
                        SlipKind.COUNT_WRONG,
                        "",
                        List.of(entry),
                        slips,
                        (e, c) -> write(c + off, compact, false));
            }
        }
        if (count == 0 && (entry.field() == null || !entry.field().nullable())) {
            rewrite(sample, SlipKind.NULL_NOT_ALLOWED, "", List.of(entry), slips, (e, c) -> write(-1, compact, false));
        }
    }

    private static void everywhere(SampleMessage sample, Consumer<Slipped> slips) {
        List<LayoutEntry> all = new ArrayList<>();
        List<LayoutEntry> strings = new ArrayList<>();
        sample.body(LayoutRole.LENGTH).forEach(each -> all.addAll(each.entries()));
        all.stream().filter(LengthSlips::isString).forEach(strings::add);
        sample.body(LayoutRole.COUNT).forEach(each -> all.addAll(each.entries()));
        if (sample.flexible()) {
            rewrite(
                    sample,
                    SlipKind.LENGTH_OFF_BY_ONE,
                    "without plus one",
                    strings,
                    slips,
                    (e, l) -> l < 0 ? null : varint(l));
            rewrite(sample, SlipKind.CLASSIC_LENGTH, "all", all, slips, (e, l) -> classic(l, isString(e)));
            body(sample, SlipKind.CLASSIC_BODY, all, (e, l) -> classic(l, isString(e)), slips);
        } else {
            rewrite(sample, SlipKind.COMPACT_LENGTH, "all", all, slips, (e, l) -> varint(l + 1));
            body(sample, SlipKind.FLEXIBLE_BODY, all, (e, l) -> varint(l + 1), slips);
        }
    }

    /** Changes all lengths, and removes or adds all tag buffers with them. */
    private static void body(
            SampleMessage sample, SlipKind kind, List<LayoutEntry> lengths, Writing writing, Consumer<Slipped> slips) {
        List<Slipped.Splice> splices = new ArrayList<>(splices(lengths, writing));
        for (String struct : sample.structs().keySet()) {
            int[] tags = sample.tags(struct);
            if (tags.length > 0) {
                splices.add(Slipped.remove(tags[0], tags[1]));
            } else {
                splices.add(Slipped.insert(sample.end(struct), Bytes.copyOf((byte) 0)));
            }
        }
        splices.removeIf(splice -> splice.with().equals(sample.bytes().slice(splice.start(), splice.end())));
        if (!splices.isEmpty() && Slipped.disjoint(splices)) {
            slips.accept(Slipped.of(kind, "", sample, splices));
            splices.add(sample.headerFlip());
            slips.accept(Slipped.of(kind, "and header", sample, splices));
        }
    }

    private static void rewrite(
            SampleMessage sample,
            SlipKind kind,
            String variant,
            List<LayoutEntry> entries,
            Consumer<Slipped> slips,
            Writing writing) {
        List<Slipped.Splice> splices = splices(entries, writing);
        if (!splices.isEmpty()) {
            slips.accept(Slipped.of(kind, variant, sample, splices));
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
        return new ByteWriter().varint(value).bytes();
    }

    private static Bytes classic(int length, boolean string) {
        return string
                ? new ByteWriter().int16(length).bytes()
                : new ByteWriter().int32(length).bytes();
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
