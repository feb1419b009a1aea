package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tag buffers missing, doubled and misplaced, in the header and in the body. */
final class TagSlips implements SlipMaker {
    private static final Bytes EMPTY_BUFFER = Bytes.copyOf((byte) 0);

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        header(sample, slips);
        if (!sample.flexible()) {
            return;
        }
        Map<String, List<String>> structs = new LinkedHashMap<>();
        sample.structs().keySet().forEach(path -> structs.computeIfAbsent(
                        SampleMessage.generic(path), generic -> new ArrayList<>())
                .add(path));
        List<Slipped.Splice> all = new ArrayList<>();
        structs.values().forEach(paths -> {
            List<Slipped.Splice> missing = new ArrayList<>();
            List<Slipped.Splice> doubled = new ArrayList<>();
            List<Slipped.Splice> moved = new ArrayList<>();
            for (String path : paths) {
                int[] tags = sample.tags(path);
                missing.add(Slipped.remove(tags[0], tags[1]));
                doubled.add(Slipped.insert(tags[1], EMPTY_BUFFER));
                int start = start(sample, path);
                moved.add(new Slipped.Splice(
                        start,
                        tags[1],
                        sample.bytes()
                                .slice(tags[0], tags[1])
                                .concat(sample.bytes().slice(start, tags[0]))));
            }
            slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MISSING, "of a structure", sample, missing));
            slips.accept(Slipped.of(SlipKind.TAG_BUFFER_ADDED, "twice", sample, doubled));
            if (Slipped.disjoint(moved)) {
                slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MOVED, "first", sample, moved));
            }
            if (missing.size() > 1) {
                missing.forEach(each -> slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MISSING, "once", sample, each)));
            }
            all.addAll(missing);
        });
        if (Slipped.disjoint(all)) {
            slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MISSING, "everywhere", sample, all));
        }
    }

    private static int start(SampleMessage sample, String struct) {
        int headerEnd = 0;
        for (LayoutEntry entry : sample.entries()) {
            if (!sample.inBody(entry)) {
                headerEnd = Math.max(headerEnd, entry.end());
            } else if (entry.role() == LayoutRole.GROUP && entry.path().equals(struct)) {
                return entry.start();
            }
        }
        return headerEnd;
    }

    private static void header(SampleMessage sample, Consumer<Slipped> slips) {
        Slipped.Splice flip = sample.headerFlip();
        if (flip.with().isEmpty()) {
            slips.accept(Slipped.of(SlipKind.HEADER_TAGS_MISSING, "", sample, flip));
            slips.accept(Slipped.of(
                    SlipKind.TAG_BUFFER_ADDED,
                    "of the header, twice",
                    sample,
                    Slipped.insert(flip.end(), EMPTY_BUFFER)));
        } else {
            slips.accept(Slipped.of(SlipKind.HEADER_TAGS_ADDED, "", sample, flip));
        }
    }
}
