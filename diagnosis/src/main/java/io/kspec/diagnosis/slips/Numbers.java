package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.LengthEncoding;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.NumberEncoding;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import java.util.List;
import java.util.function.Consumer;

/** Proposes integers of the wrong width, and little-endian ones. */
public final class Numbers implements SlipFamily {
    private static final double WIDTH = 9;
    private static final double ORDER = 10;
    private static final double LENGTH_ORDER = 12;
    private static final double ALL = 9;
    private static final double ALL_AND_HEADER = 10;
    private static final int[] WIDTHS = {1, 2, 4, 8};

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        List<Place> places = state.places().stream()
                .filter(place -> place.part().mark() == null && place.part().local() == null)
                .toList();
        List<Place> numbers =
                places.stream().filter(place -> isInteger(place.part())).toList();
        for (Place place : numbers) {
            widths(state, place.part(), WIDTH + SearchState.log2(numbers.size()), proposals);
            if (place.part().number().size() > 1) {
                proposals.accept(state.replacing(
                        place.part(), List.of(little(state, place.part())), ORDER + SearchState.log2(numbers.size())));
            }
        }
        if (state.pristine()) {
            places.stream()
                    .filter(place -> isOrdered(place.part()))
                    .forEach(place -> proposals.accept(state.replacing(
                            place.part(),
                            List.of(littleLength(state, place.part())),
                            LENGTH_ORDER + SearchState.log2(places.size()))));
            for (boolean lengths : new boolean[] {false, true}) {
                Part body = state.body();
                Part little = body.withShape(all(state, body.shape(), lengths));
                proposals.accept(state.replacing(body, List.of(little), ALL));
                proposals.accept(state.base().hypothesis().with(all(state, state.shape(), lengths), ALL_AND_HEADER));
            }
        }
    }

    private static void widths(SearchState state, Part part, double prior, Consumer<Hypothesis> proposals) {
        for (int width : WIDTHS) {
            if (width != part.number().size()) {
                NumberEncoding form = part.number().sized(width);
                String found = part.meaning() == Meaning.BOOL ? width + " bytes" : form.text();
                Mark mark = state.mark(
                        SlipKind.INTEGER_WIDTH,
                        Mark.Scope.WHOLE,
                        sighting -> sighting.name() + " is written as " + found + " (" + sighting.value() + "); in v"
                                + state.version() + " it is " + part.typeText());
                proposals.accept(
                        state.replacing(part, List.of(part.withNumber(form).marked(mark)), prior));
            }
        }
    }

    private static boolean isInteger(Part part) {
        return part.isNumber() && !part.number().isVarint() && part.meaning() != Meaning.FLOAT;
    }

    private static Part little(SearchState state, Part part) {
        Mark mark = state.mark(
                SlipKind.LITTLE_ENDIAN,
                Mark.Scope.WHOLE,
                sighting -> sighting.name() + " is little-endian: it means " + sighting.value());
        return part.withNumber(part.number().coded(NumberEncoding.Coding.LITTLE_ENDIAN))
                .marked(mark);
    }

    private static boolean isOrdered(Part part) {
        return part.form().hasLength()
                && (part.length().base() == LengthEncoding.Base.INT16
                        || part.length().base() == LengthEncoding.Base.INT32);
    }

    private static Part littleLength(SearchState state, Part part) {
        Mark mark = state.mark(
                SlipKind.LITTLE_ENDIAN,
                Mark.Scope.LENGTH,
                sighting -> "the length of " + sighting.name() + " is little-endian: it means " + sighting.value());
        boolean two = part.length().base() == LengthEncoding.Base.INT16;
        return part.withLength(
                        part.length().based(two ? LengthEncoding.Base.INT16_LITTLE : LengthEncoding.Base.INT32_LITTLE))
                .marked(mark);
    }

    private static Shape all(SearchState state, Shape shape, boolean lengths) {
        int group = state.mark(SlipKind.LITTLE_ENDIAN, Mark.Scope.WHOLE, sighting -> "")
                .group();
        return shape.map(part -> {
            Part changed = isInteger(part) && part.number().size() > 1
                    ? little(state, part)
                    : lengths && isOrdered(part) ? littleLength(state, part) : part;
            Mark mark = changed.mark();
            return mark == null || changed.equals(part)
                    ? part
                    : changed.marked(new Mark(group, mark.kind(), mark.scope(), mark.description()));
        });
    }
}
