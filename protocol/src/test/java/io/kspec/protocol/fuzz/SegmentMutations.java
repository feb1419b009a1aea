package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Mutates counts, lengths, tags, numbers and content. */
final class SegmentMutations {
    private static final long[] BOUNDARIES = {
        0,
        1,
        -1,
        -2,
        2,
        63,
        64,
        127,
        128,
        255,
        256,
        8191,
        16383,
        16384,
        Short.MAX_VALUE,
        Short.MAX_VALUE + 1,
        65535,
        65536,
        1 << 20,
        (1 << 21) - 1,
        1 << 28,
        Integer.MAX_VALUE - 1,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    /** Invalid UTF-8, and edge cases of valid UTF-8. */
    private static final List<Bytes> TEXTS = List.of(
            Bytes.fromHex("ff"),
            Bytes.fromHex("80"),
            Bytes.fromHex("c080"),
            Bytes.fromHex("eda080edb080"),
            Bytes.fromHex("e282"),
            Bytes.fromHex("f4908080"),
            Bytes.fromHex("efbfbf"),
            Bytes.fromHex("f48fbfbf"),
            Bytes.fromHex("00"),
            Bytes.wrap(new byte[200]),
            Bytes.wrap(new byte[33_000]));

    private final SplittableRandom random;
    private final List<Segment> segments;
    /**
     * The groups of the original. After a mutation that moves segments they are only approximate, which does no harm.
     */
    private final List<FuzzSpecimen.Group> groups;

    SegmentMutations(SplittableRandom random, FuzzSpecimen specimen) {
        this.random = random;
        this.segments = new ArrayList<>(specimen.segments());
        this.groups = specimen.groups();
    }

    Bytes bytes() {
        return FuzzSpecimen.bytes(segments);
    }

    void mutate(FuzzSpecimen donor) {
        if (segments.isEmpty()) {
            segments.addAll(donor.segments());
            return;
        }
        int at = random.nextInt(segments.size());
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> changeNumber(at);
            case 4 -> rewriteNumber(at);
            case 5 -> changeContent(at);
            case 6 -> segments.remove(at);
            case 7 -> segments.add(at, segments.get(at));
            case 8 -> Collections.swap(segments, at, random.nextInt(segments.size()));
            case 9 -> segments.add(at, donated(donor));
            case 10, 11, 12 -> changeGroup(donor);
            case 13 -> addTaggedField();
            case 14 -> splice(at, donor);
            default -> segments.subList(at, segments.size()).clear();
        }
    }

    private void changeNumber(int from) {
        int at = next(from, LayoutRole.COUNT, LayoutRole.LENGTH, LayoutRole.TAG_COUNT, LayoutRole.TAG_SIZE);
        if (random.nextInt(3) == 0 || at < 0) {
            at = from;
        }
        Segment segment = segments.get(at);
        if (!segment.isNumber()) {
            changeContent(at);
            return;
        }
        long value = segment.value();
        long other =
                switch (random.nextInt(8)) {
                    case 0 -> value + 1;
                    case 1 -> value - 1;
                    case 2 -> ~value;
                    case 3 ->
                        value
                                ^ (1L
                                        << random.nextInt(
                                                8 * Math.max(1, segment.bytes().size())));
                    case 4 -> rest(at) + random.nextInt(-1, 2);
                    case 5 -> rest(at) / random.nextInt(1, 9) + random.nextInt(-1, 2);
                    case 6 -> random.nextLong();
                    default -> BOUNDARIES[random.nextInt(BOUNDARIES.length)];
                };
        segments.set(at, segment.with(other));
    }

    /** The number of bytes after a segment, which is the largest plausible length. */
    private int rest(int at) {
        int rest = 0;
        for (int i = at + 1; i < segments.size(); i++) {
            rest += segments.get(i).bytes().size();
        }
        return rest;
    }

    /** The first segment at or after an index that has one of the given roles, or -1. */
    private int next(int from, LayoutRole... roles) {
        for (int i = 0; i < segments.size(); i++) {
            int at = (from + i) % segments.size();
            if (List.of(roles).contains(segments.get(at).role())) {
                return at;
            }
        }
        return -1;
    }

    /** The same number in another encoding. */
    private void rewriteNumber(int at) {
        Segment segment = segments.get(at);
        long value = segment.value();
        Bytes other =
                switch (random.nextInt(5)) {
                    case 0 -> FuzzNumber.varint(value, 1 + random.nextInt(6));
                    case 1 -> FuzzNumber.varint(value, 0);
                    case 2 -> FuzzNumber.ZIG_ZAG.encode(value, 0);
                    case 3 -> FuzzNumber.fixed(value, 1 << random.nextInt(4));
                    default ->
                        FuzzNumber.fixed(
                                Long.reverseBytes(value), segment.bytes().size());
                };
        segments.set(at, segment.with(other));
    }

    private void changeContent(int from) {
        int at = from;
        for (int i = 0; i < 8 && segments.get(at).isNumber(); i++) {
            at = random.nextInt(segments.size());
        }
        Bytes content = random.nextBoolean()
                ? TEXTS.get(random.nextInt(TEXTS.size()))
                : new ByteMutations(random).mutate(segments.get(at).bytes());
        segments.set(at, segments.get(at).with(content));
        boolean mended = random.nextInt(4) > 0;
        if (mended && at > 0 && segments.get(at - 1).role() == LayoutRole.LENGTH) {
            segments.set(at - 1, segments.get(at - 1).with(content.size()));
        }
    }

    private Segment donated(FuzzSpecimen donor) {
        List<Segment> others = donor.segments();
        return others.isEmpty() ? segments.get(0) : others.get(random.nextInt(others.size()));
    }

    private void changeGroup(FuzzSpecimen donor) {
        if (groups.isEmpty()) {
            return;
        }
        FuzzSpecimen.Group group = groups.get(random.nextInt(groups.size()));
        if (group.to() > segments.size()) {
            return;
        }
        List<Segment> range = segments.subList(group.from(), group.to());
        List<Segment> copy = List.copyOf(range);
        switch (random.nextInt(4)) {
            case 0 -> {
                range.clear();
                adjustCount(group, -1);
            }
            case 1, 2 -> {
                int copies = copy.size() > 100 ? 1 : 1 + random.nextInt(random.nextInt(10) == 0 ? 100 : 3);
                for (int i = 0; i < copies; i++) {
                    segments.addAll(group.to(), copy);
                }
                adjustCount(group, copies);
            }
            default -> {
                range.clear();
                List<FuzzSpecimen.Group> others = donor.groups();
                if (!others.isEmpty()) {
                    FuzzSpecimen.Group other = others.get(random.nextInt(others.size()));
                    segments.addAll(group.from(), donor.segments().subList(other.from(), other.to()));
                }
            }
        }
    }

    /** In most cases corrects the count of the array that a group was an entry of. */
    private void adjustCount(FuzzSpecimen.Group entry, int difference) {
        int smallest = Integer.MAX_VALUE;
        int count = -1;
        for (FuzzSpecimen.Group each : groups) {
            boolean around = each.from() < entry.from() && each.to() >= entry.to();
            if (around
                    && each.from() < segments.size()
                    && each.to() - each.from() < smallest
                    && segments.get(each.from()).role() == LayoutRole.COUNT) {
                smallest = each.to() - each.from();
                count = each.from();
            }
        }
        if (count >= 0 && random.nextInt(4) > 0) {
            segments.set(count, segments.get(count).with(segments.get(count).value() + difference));
        }
    }

    private void addTaggedField() {
        int at = next(random.nextInt(segments.size()), LayoutRole.TAG_COUNT);
        if (at < 0) {
            return;
        }
        segments.set(at, segments.get(at).with(segments.get(at).value() + 1));
        int tag = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(8);
        Bytes data = new ByteMutations(random).mutate(Bytes.EMPTY);
        List<Segment> field = List.of(
                Segment.varint(LayoutRole.TAG, tag & 0xffff_ffffL),
                Segment.varint(LayoutRole.TAG_SIZE, data.size()),
                Segment.content(data));
        segments.addAll(at + 1, field);
    }

    private void splice(int at, FuzzSpecimen donor) {
        segments.subList(at, segments.size()).clear();
        List<Segment> others = donor.segments();
        if (!others.isEmpty()) {
            segments.addAll(others.subList(random.nextInt(others.size()), others.size()));
        }
    }
}
