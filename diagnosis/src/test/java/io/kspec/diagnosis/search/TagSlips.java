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
    public void make(Specimen specimen, Consumer<Slipped> slips) {
        header(specimen, slips);
        if (!specimen.flexible()) {
            return;
        }
        Map<String, List<String>> structs = new LinkedHashMap<>();
        specimen.structs().keySet().forEach(path -> structs.computeIfAbsent(
                        Specimen.generic(path), generic -> new ArrayList<>())
                .add(path));
        List<Slipped.Splice> all = new ArrayList<>();
        structs.values().forEach(paths -> {
            List<Slipped.Splice> missing = new ArrayList<>();
            List<Slipped.Splice> doubled = new ArrayList<>();
            List<Slipped.Splice> moved = new ArrayList<>();
            for (String path : paths) {
                int[] tags = specimen.tags(path);
                missing.add(Slipped.remove(tags[0], tags[1]));
                doubled.add(Slipped.insert(tags[1], EMPTY_BUFFER));
                int start = start(specimen, path);
                moved.add(new Slipped.Splice(
                        start,
                        tags[1],
                        specimen.frame()
                                .slice(tags[0], tags[1])
                                .concat(specimen.frame().slice(start, tags[0]))));
            }
            slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MISSING, "of a structure", specimen, missing));
            slips.accept(Slipped.of(SlipKind.TAG_BUFFER_ADDED, "twice", specimen, doubled));
            if (Slipped.disjoint(moved)) {
                slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MOVED, "first", specimen, moved));
            }
            if (missing.size() > 1) {
                missing.forEach(each -> slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MISSING, "once", specimen, each)));
            }
            all.addAll(missing);
        });
        if (Slipped.disjoint(all)) {
            slips.accept(Slipped.of(SlipKind.TAG_BUFFER_MISSING, "everywhere", specimen, all));
        }
    }

    private static int start(Specimen specimen, String struct) {
        int headerEnd = 0;
        for (LayoutEntry entry : specimen.entries()) {
            if (!specimen.inBody(entry)) {
                headerEnd = Math.max(headerEnd, entry.end());
            } else if (entry.role() == LayoutRole.GROUP && entry.path().equals(struct)) {
                return entry.start();
            }
        }
        return headerEnd;
    }

    private static void header(Specimen specimen, Consumer<Slipped> slips) {
        Slipped.Splice flip = specimen.headerFlip();
        if (flip.with().isEmpty()) {
            slips.accept(Slipped.of(SlipKind.HEADER_TAGS_MISSING, "", specimen, flip));
            slips.accept(Slipped.of(
                    SlipKind.TAG_BUFFER_ADDED,
                    "of the header, twice",
                    specimen,
                    Slipped.insert(flip.end(), EMPTY_BUFFER)));
        } else {
            slips.accept(Slipped.of(SlipKind.HEADER_TAGS_ADDED, "", specimen, flip));
        }
    }
}
