package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Integers of the wrong width, and little-endian ones. */
final class NumberSlips implements SlipMaker {

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        List<Slipped.Splice> all = new ArrayList<>();
        for (SampleMessage.FieldEntries values : sample.body(LayoutRole.VALUE)) {
            if (!(values.first().value() instanceof Number)) {
                continue;
            }
            for (int width : new int[] {1, 2, 4, 8}) {
                int own = values.first().size();
                if (own > 1 && width != own) {
                    List<Slipped.Splice> splices = new ArrayList<>();
                    values.entries().forEach(entry -> splices.add(resized(entry, width)));
                    slips.accept(
                            Slipped.of(SlipKind.INTEGER_WIDTH, width > own ? "wider" : "narrower", sample, splices));
                }
            }
            List<Slipped.Splice> reversed = reversed(sample, values.entries());
            if (!reversed.isEmpty()) {
                slips.accept(Slipped.of(SlipKind.LITTLE_ENDIAN, "a field", sample, reversed));
            }
            all.addAll(reversed);
        }
        if (!all.isEmpty()) {
            slips.accept(Slipped.of(SlipKind.LITTLE_ENDIAN, "all", sample, all));
        }
        if (!sample.flexible()) {
            List<Slipped.Splice> lengths = lengths(sample);
            lengths.addAll(all);
            if (lengths.size() > all.size()) {
                slips.accept(Slipped.of(SlipKind.LITTLE_ENDIAN, "all, lengths too", sample, lengths));
            }
        }
    }

    private static List<Slipped.Splice> lengths(SampleMessage sample) {
        List<Slipped.Splice> lengths = new ArrayList<>();
        for (LayoutRole role : new LayoutRole[] {LayoutRole.LENGTH, LayoutRole.COUNT}) {
            sample.body(role).forEach(each -> lengths.addAll(reversed(sample, each.entries())));
        }
        return lengths;
    }

    private static Slipped.Splice resized(LayoutEntry entry, int width) {
        long value = ((Number) Objects.requireNonNull(entry.value())).longValue();
        return new Slipped.Splice(entry.start(), entry.end(), FieldSlips.number(width, value));
    }

    /** Only those whose bytes are not a palindrome. */
    private static List<Slipped.Splice> reversed(SampleMessage sample, List<LayoutEntry> entries) {
        List<Slipped.Splice> splices = new ArrayList<>();
        for (LayoutEntry entry : entries) {
            Bytes before = sample.bytes().slice(entry.start(), entry.end());
            byte[] after = new byte[before.size()];
            for (int i = 0; i < after.length; i++) {
                after[i] = before.get(after.length - 1 - i);
            }
            if (!before.equals(Bytes.copyOf(after))) {
                splices.add(new Slipped.Splice(entry.start(), entry.end(), Bytes.wrap(after)));
            }
        }
        return splices;
    }
}
