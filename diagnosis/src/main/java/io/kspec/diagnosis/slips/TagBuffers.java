package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Buffers of tagged fields (KIP-482) that are missing, stand twice, or stand where none belongs. */
public final class TagBuffers implements SlipFamily {
    private static final double HEADER = 4.5;
    private static final double HEADER_TWICE = 6;
    private static final double ALL_MISSING = 7;
    private static final double MISSING = 6.5;
    private static final double MISSING_ONCE = 12;
    private static final double TWICE = 8.5;
    private static final double ADDED = 11;
    private static final double MOVED = 9;
    private static final double NOT_FIRST = 1.5;
    /** Where nothing has tag buffers. */
    private static final double IN_CLASSIC = 3;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        List<Place> buffers =
                scene.places().stream().filter(place -> place.part().isTags()).toList();
        for (Place place : buffers) {
            boolean header = place.inHeader();
            double share = header ? 0 : SearchState.log2(buffers.size());
            proposals.accept(missing(scene, place, (header ? HEADER : MISSING) + share));
            proposals.accept(twice(scene, place, (header ? HEADER_TWICE : TWICE) + share));
        }
        if (scene.pristine()) {
            scene.structs().forEach(struct -> moved(scene, struct.siblings(), proposals));
            if (buffers.size() > 1) {
                proposals.accept(allMissing(scene));
            }
        }
        once(scene, proposals);
        added(scene, proposals);
    }

    private static Hypothesis missing(SearchState scene, Place place, double prior) {
        return scene.replacing(place.part(), List.of(place.part().gap(missingMark(scene, place.inHeader()))), prior);
    }

    private static Mark missingMark(SearchState scene, boolean header) {
        String what = header ? "the tag buffer of the header is missing " : "the tag buffer is missing here, ";
        return scene.mark(
                header ? SlipKind.HEADER_TAGS_MISSING : SlipKind.TAG_BUFFER_MISSING,
                Mark.Scope.WHOLE,
                sighting -> what + sighting.whereabouts() + "; v" + scene.version()
                        + " is flexible: one byte 00 where there are no tagged fields");
    }

    private static Hypothesis allMissing(SearchState scene) {
        Mark mark = missingMark(scene, false);
        Part body = scene.body();
        Shape shape = body.shape().map(part -> part.isTags() ? part.gap(mark) : part);
        return scene.replacing(body, List.of(body.withShape(shape)), ALL_MISSING);
    }

    private static Hypothesis twice(SearchState scene, Place place, double prior) {
        Part part = place.part();
        String whose = place.inHeader() ? "the tag buffer of the header" : "the tag buffer";
        Mark mark = scene.mark(
                SlipKind.TAG_BUFFER_ADDED,
                Mark.Scope.WHOLE,
                sighting -> whose + " stands a second time " + sighting.whereabouts());
        Part second = scene.factory().copy(part).marked(mark);
        return scene.replacing(part, List.of(part, second), prior);
    }

    private static void moved(SearchState scene, List<Part> siblings, Consumer<Hypothesis> proposals) {
        Part part = siblings.get(siblings.size() - 1);
        for (int i = 0; part.isTags() && i < siblings.size() - 1; i++) {
            Part neighbour = siblings.get(i);
            if (!scene.met(neighbour)) {
                return;
            }
            Mark mark = scene.mark(
                    SlipKind.TAG_BUFFER_MOVED,
                    Mark.Scope.WHOLE,
                    sighting -> "the tag buffer stands before " + neighbour.name() + "; it belongs at the end");
            Shape without =
                    scene.shape().replace(part.id(), List.of(scene.factory().gap(part.name(), mark)));
            Hypothesis base = scene.base().hypothesis();
            proposals.accept(base.with(
                    without.replace(neighbour.id(), List.of(part.marked(mark), neighbour)),
                    MOVED + (i == 0 ? 0 : NOT_FIRST) + SearchState.log2(siblings.size())));
        }
    }

    /** Missing behind one entry of an array, there behind others. */
    private static void once(SearchState scene, Consumer<Hypothesis> proposals) {
        List<Spot> spots = Occurrences.of(scene, Spot.Role.TAGS);
        for (Spot spot : spots) {
            Part part = spot.part();
            Part gap = part.gap(missingMark(scene, !spot.inBody())).onlyAt(spot.start(), part);
            proposals.accept(scene.replacing(part, List.of(gap), MISSING_ONCE + SearchState.log2(spots.size())));
        }
    }

    /** Behind any part: a buffer where none belongs. */
    private static void added(SearchState scene, Consumer<Hypothesis> proposals) {
        List<Place> places = scene.places().stream()
                .filter(place -> place.field() && !place.part().isTags())
                .toList();
        for (Place place : places) {
            Part part = place.part();
            boolean headerEnd = place.inHeader() && !scene.suspect().header().flexible();
            Mark mark = scene.mark(
                    headerEnd ? SlipKind.HEADER_TAGS_ADDED : SlipKind.TAG_BUFFER_ADDED,
                    Mark.Scope.WHOLE,
                    sighting -> headerEnd
                            ? headerText(scene)
                            : "a tag buffer stands " + sighting.whereabouts() + ", where none belongs");
            List<Part> with = new ArrayList<>(
                    List.of(part, scene.factory().tags(Shape.EMPTY).marked(mark)));
            double end = (place.isLast() ? -2 : 0) + (scene.flexible() ? 0 : IN_CLASSIC);
            boolean lastOfHeader =
                    headerEnd && place.index() == place.siblings().size() - 2;
            proposals.accept(
                    scene.replacing(part, with, lastOfHeader ? HEADER : ADDED + end + SearchState.log2(places.size())));
        }
    }

    private static String headerText(SearchState scene) {
        String always = scene.flexible()
                ? "the header of " + scene.suspect().api().name() + " never has one (KIP-511)"
                : "v" + scene.version() + " is not flexible";
        return "the header has a tag buffer; " + always;
    }
}
