package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.LengthEncoding;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.NumberEncoding;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Proposes records whose varints are not zig-zag encoded: all, the lengths, the deltas, or one field. */
public final class VarintEncodings implements SlipFamily {
    private static final double PRIOR = 6;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        proposals.accept(plain(state, part -> true, PRIOR));
        proposals.accept(plain(state, part -> part.form().hasLength(), PRIOR + 1));
        proposals.accept(plain(state, Part::isNumber, PRIOR + 1));
        List<Place> varints =
                state.places().stream().filter(place -> isVarint(place.part())).toList();
        for (Place place : varints) {
            int id = place.part().id();
            proposals.accept(plain(state, part -> part.id() == id, PRIOR + 2 + SearchState.log2(varints.size())));
        }
    }

    private static boolean isVarint(Part part) {
        return part.form().hasLength()
                ? part.length().base() == LengthEncoding.Base.ZIGZAG_VARINT
                : part.isNumber() && part.number().isVarint();
    }

    private static Hypothesis plain(SearchState state, Predicate<Part> which, double prior) {
        Mark number = state.mark(
                SlipKind.VARINT_NOT_ZIGZAG,
                Mark.Scope.WHOLE,
                sighting -> "the varint of " + sighting.name() + " (" + sighting.value() + ") is not zig-zag encoded");
        Mark length = new Mark(
                number.group(),
                number.kind(),
                Mark.Scope.LENGTH,
                sighting -> "the varint length of " + sighting.name() + " (" + sighting.value()
                        + ") is not zig-zag encoded");
        Shape shape = state.shape().map(part -> {
            if (!isVarint(part) || !which.test(part)) {
                return part;
            }
            return part.isNumber()
                    ? part.withNumber(part.number().coded(NumberEncoding.Coding.PLAIN_VARINT))
                            .marked(number)
                    : part.withLength(part.length().based(LengthEncoding.Base.UNSIGNED_VARINT))
                            .marked(length);
        });
        return state.base().hypothesis().with(shape, prior);
    }
}
