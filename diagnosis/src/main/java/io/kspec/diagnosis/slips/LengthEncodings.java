package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.LengthEncoding;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Proposes lengths and counts with a wrong encoding: for one field, for all of a kind, or for all. */
public final class LengthEncodings implements SlipFamily {
    private static final double ALL = 8;
    private static final double ONE = 9;

    /** A wrong way to write a length. */
    private record Variant(SlipKind kind, LengthEncoding form, String text) {}

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        List<Place> places = state.places().stream()
                .filter(place -> place.part().form().hasLength()
                        && place.part().local() == null
                        && place.part().mark() == null)
                .toList();
        for (Place place : places) {
            Part part = place.part();
            for (Variant variant : variants(part)) {
                proposals.accept(state.replacing(
                        part, List.of(altered(state, part, variant)), ONE + SearchState.log2(places.size())));
            }
        }
        if (state.pristine() && places.size() > 1) {
            groups(state, places, proposals);
        }
    }

    private static Part altered(SearchState state, Part part, Variant variant) {
        Mark mark = state.mark(variant.kind, Mark.Scope.LENGTH, sighting -> describe(part, variant, sighting));
        return part.withLength(variant.form).marked(mark);
    }

    private static String describe(Part part, Variant variant, Sighting sighting) {
        String what = part.form() == Part.Form.LIST ? "count" : "length";
        return "the " + what + " of " + sighting.name() + " is " + variant.text + "; expected "
                + (part.length().isCompact()
                        ? "a compact "
                        : "an " + part.length().text() + " ") + what;
    }

    private static void groups(SearchState state, List<Place> places, Consumer<Hypothesis> proposals) {
        for (Predicate<Part> sort : List.<Predicate<Part>>of(
                part -> part.form() == Part.Form.STRING, part -> part.form() == Part.Form.LIST, part -> part.form()
                        .hasLength())) {
            List<Part> parts = places.stream()
                    .filter(place -> !place.inHeader())
                    .map(Place::part)
                    .filter(sort)
                    .toList();
            if (parts.size() > 1) {
                variants(parts.get(0)).forEach(variant -> proposals.accept(all(state, sort, variant)));
            }
        }
    }

    private static Hypothesis all(SearchState state, Predicate<Part> sort, Variant first) {
        Mark prototype = state.mark(first.kind, Mark.Scope.LENGTH, sighting -> "");
        Part body = state.body();
        Shape shape = body.shape().map(part -> {
            if (!sort.test(part)) {
                return part;
            }
            for (Variant variant : variants(part)) {
                if (variant.text.equals(first.text)) {
                    return part.withLength(variant.form)
                            .marked(new Mark(
                                    prototype.group(),
                                    variant.kind,
                                    Mark.Scope.LENGTH,
                                    sighting -> describe(part, variant, sighting)));
                }
            }
            return part;
        });
        return state.replacing(body, List.of(body.withShape(shape)), ALL);
    }

    private static List<Variant> variants(Part part) {
        List<Variant> variants = new ArrayList<>();
        LengthEncoding own = part.length();
        LengthEncoding classic = part.form() == Part.Form.STRING ? LengthEncoding.INT16 : LengthEncoding.INT32;
        if (own.isCompact()) {
            variants.add(new Variant(
                    SlipKind.LENGTH_OFF_BY_ONE, own.shifted(1), "written without the +1 of compact lengths"));
            variants.add(
                    new Variant(SlipKind.LENGTH_OFF_BY_ONE, own.shifted(-1), "one too high, as if it counted itself"));
            variants.add(new Variant(SlipKind.CLASSIC_LENGTH, classic, "written as classic " + classic.text()));
            if (part.form() == Part.Form.STRING) {
                variants.add(new Variant(SlipKind.CLASSIC_LENGTH, LengthEncoding.INT32, "written as int32"));
            }
            return variants;
        }
        variants.add(new Variant(SlipKind.COMPACT_LENGTH, LengthEncoding.COMPACT, "written as a compact varint"));
        variants.add(new Variant(
                SlipKind.COMPACT_LENGTH, LengthEncoding.COMPACT.shifted(1), "written as a varint without the +1"));
        LengthEncoding other = own.base() == LengthEncoding.Base.INT16 ? LengthEncoding.INT32 : LengthEncoding.INT16;
        variants.add(new Variant(SlipKind.LENGTH_WIDTH, other, "written as " + other.text()));
        if (part.form() != Part.Form.LIST) {
            int size = own.base().size();
            variants.add(new Variant(
                    SlipKind.LENGTH_COUNTS_ITSELF, own.shifted(-size), size + " too high: it counts its own bytes"));
            variants.add(new Variant(SlipKind.LENGTH_OFF_BY_ONE, own.shifted(-1), "one too high"));
            variants.add(new Variant(SlipKind.LENGTH_OFF_BY_ONE, own.shifted(1), "one too low"));
        }
        return variants;
    }
}
