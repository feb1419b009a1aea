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

/** Proposes missing, doubled and misplaced tag buffers (KIP-482). */
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
    /** For versions without tag buffers. */
    private static final double IN_CLASSIC = 3;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        List<Place> buffers =
                state.places().stream().filter(place -> place.part().isTags()).toList();
        for (Place place : buffers) {
            boolean header = place.inHeader();
            double share = header ? 0 : SearchState.log2(buffers.size());
            proposals.accept(missing(state, place, (header ? HEADER : MISSING) + share));
            proposals.accept(twice(state, place, (header ? HEADER_TWICE : TWICE) + share));
        }
        if (state.pristine()) {
            state.structs().forEach(struct -> moved(state, struct.siblings(), proposals));
            if (buffers.size() > 1) {
                proposals.accept(allMissing(state));
            }
        }
        once(state, proposals);
        added(state, proposals);
    }

    private static Hypothesis missing(SearchState state, Place place, double prior) {
        return state.replacing(place.part(), List.of(place.part().gap(missingMark(state, place.inHeader()))), prior);
    }

    private static Mark missingMark(SearchState state, boolean header) {
        String what = header ? "the header's tag buffer is missing " : "the tag buffer is missing ";
        return state.mark(
                header ? SlipKind.HEADER_TAGS_MISSING : SlipKind.TAG_BUFFER_MISSING,
                Mark.Scope.WHOLE,
                sighting -> what + sighting.whereabouts() + "; v" + state.version()
                        + " is flexible, and an empty tag buffer is one 00 byte");
    }

    private static Hypothesis allMissing(SearchState state) {
        Mark mark = missingMark(state, false);
        Part body = state.body();
        Shape shape = body.shape().map(part -> part.isTags() ? part.gap(mark) : part);
        return state.replacing(body, List.of(body.withShape(shape)), ALL_MISSING);
    }

    private static Hypothesis twice(SearchState state, Place place, double prior) {
        Part part = place.part();
        String whose = place.inHeader() ? "the header's tag buffer" : "the tag buffer";
        Mark mark = state.mark(
                SlipKind.TAG_BUFFER_ADDED,
                Mark.Scope.WHOLE,
                sighting -> whose + " is repeated " + sighting.whereabouts());
        Part second = state.factory().copy(part).marked(mark);
        return state.replacing(part, List.of(part, second), prior);
    }

    private static void moved(SearchState state, List<Part> siblings, Consumer<Hypothesis> proposals) {
        Part part = siblings.get(siblings.size() - 1);
        for (int i = 0; part.isTags() && i < siblings.size() - 1; i++) {
            Part neighbour = siblings.get(i);
            if (!state.met(neighbour)) {
                return;
            }
            Mark mark = state.mark(
                    SlipKind.TAG_BUFFER_MOVED,
                    Mark.Scope.WHOLE,
                    sighting -> "the tag buffer is before " + neighbour.name() + "; it belongs at the end");
            Shape without =
                    state.shape().replace(part.id(), List.of(state.factory().gap(part.name(), mark)));
            Hypothesis base = state.base().hypothesis();
            proposals.accept(base.with(
                    without.replace(neighbour.id(), List.of(part.marked(mark), neighbour)),
                    MOVED + (i == 0 ? 0 : NOT_FIRST) + SearchState.log2(siblings.size())));
        }
    }

    /** Missing after one entry of an array, present after others. */
    private static void once(SearchState state, Consumer<Hypothesis> proposals) {
        List<Spot> spots = CandidateSpots.of(state, Spot.Role.TAGS);
        for (Spot spot : spots) {
            Part part = spot.part();
            Part gap = part.gap(missingMark(state, !spot.inBody())).onlyAt(spot.start(), part);
            proposals.accept(state.replacing(part, List.of(gap), MISSING_ONCE + SearchState.log2(spots.size())));
        }
    }

    /** A buffer where none belongs, after any part. */
    private static void added(SearchState state, Consumer<Hypothesis> proposals) {
        List<Place> places = state.places().stream()
                .filter(place -> place.field() && !place.part().isTags())
                .toList();
        for (Place place : places) {
            Part part = place.part();
            boolean headerEnd = place.inHeader() && !state.frame().header().flexible();
            Mark mark = state.mark(
                    headerEnd ? SlipKind.HEADER_TAGS_ADDED : SlipKind.TAG_BUFFER_ADDED,
                    Mark.Scope.WHOLE,
                    sighting -> headerEnd
                            ? headerText(state)
                            : "unexpected tag buffer " + sighting.whereabouts() + ", where none belongs");
            List<Part> with = new ArrayList<>(
                    List.of(part, state.factory().tags(Shape.EMPTY).marked(mark)));
            double end = (place.isLast() ? -2 : 0) + (state.flexible() ? 0 : IN_CLASSIC);
            boolean lastOfHeader =
                    headerEnd && place.index() == place.siblings().size() - 2;
            proposals.accept(
                    state.replacing(part, with, lastOfHeader ? HEADER : ADDED + end + SearchState.log2(places.size())));
        }
    }

    private static String headerText(SearchState state) {
        String always = state.flexible()
                ? "the header of " + state.frame().api().name() + " never has one (KIP-511)"
                : "v" + state.version() + " is not flexible";
        return "the header has a tag buffer; " + always;
    }
}
