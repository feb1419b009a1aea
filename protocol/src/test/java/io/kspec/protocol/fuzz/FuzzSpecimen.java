package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.List;

/**
 * Input bytes divided into segments, which mutations change one by one.
 *
 * @param segments all bytes, in order
 * @param groups the structures and arrays among them
 */
record FuzzSpecimen(List<Segment> segments, List<Group> groups) {
    /**
     * A sequence of segments that forms a structure or an array.
     *
     * @param from the first segment
     * @param to the segment after the last
     */
    record Group(int from, int to) {}

    FuzzSpecimen {
        segments = List.copyOf(segments);
        groups = List.copyOf(groups);
    }

    /** Creates a specimen of bytes without a known structure. */
    static FuzzSpecimen opaque(Bytes bytes) {
        return new FuzzSpecimen(List.of(Segment.content(bytes)), List.of());
    }

    /** Creates a specimen of bytes with a layout; bytes that the layout does not cover are content. */
    static FuzzSpecimen of(Bytes bytes, Layout layout) {
        List<Segment> segments = new ArrayList<>();
        List<LayoutEntry> open = new ArrayList<>();
        List<Integer> firsts = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        int at = 0;
        for (LayoutEntry entry : layout.entries()) {
            if (entry.role() == LayoutRole.GROUP) {
                open.add(entry);
                firsts.add(segments.size());
                continue;
            }
            if (entry.start() < at) {
                continue;
            }
            if (entry.start() > at) {
                segments.add(Segment.content(bytes.slice(at, entry.start())));
            }
            close(open, firsts, entry.start(), segments.size(), groups);
            segments.add(Segment.of(entry, bytes.slice(entry.start(), entry.end())));
            at = entry.end();
        }
        if (at < bytes.size()) {
            segments.add(Segment.content(bytes.slice(at)));
        }
        close(open, firsts, Integer.MAX_VALUE, segments.size(), groups);
        return new FuzzSpecimen(segments, groups);
    }

    /** Completes the groups that end where the next segment begins, except those without segments. */
    private static void close(
            List<LayoutEntry> open, List<Integer> firsts, int start, int segments, List<Group> groups) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).end() <= start && firsts.get(i) < segments) {
                groups.add(new Group(firsts.get(i), segments));
                open.remove(i);
                firsts.remove(i);
            }
        }
    }

    Bytes bytes() {
        return bytes(segments);
    }

    static Bytes bytes(List<Segment> segments) {
        int size = 0;
        for (Segment segment : segments) {
            size += segment.bytes().size();
        }
        byte[] array = new byte[size];
        int at = 0;
        for (Segment segment : segments) {
            segment.bytes().copyTo(array, at);
            at += segment.bytes().size();
        }
        return Bytes.wrap(array);
    }
}
