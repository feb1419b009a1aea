package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.LengthForm;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.NumberForm;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Varints of records that are not zig-zag: all of them, the lengths, the deltas, or those of one field. */
public final class VarintForms implements SlipFamily {
    private static final double PRIOR = 6;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        proposals.accept(plain(scene, part -> true, PRIOR));
        proposals.accept(plain(scene, part -> part.form().hasLength(), PRIOR + 1));
        proposals.accept(plain(scene, Part::isNumber, PRIOR + 1));
        List<Place> varints =
                scene.places().stream().filter(place -> isVarint(place.part())).toList();
        for (Place place : varints) {
            int id = place.part().id();
            proposals.accept(plain(scene, part -> part.id() == id, PRIOR + 2 + SearchState.log2(varints.size())));
        }
    }

    private static boolean isVarint(Part part) {
        return part.form().hasLength()
                ? part.length().base() == LengthForm.Base.ZIGZAG_VARINT
                : part.isNumber() && part.number().isVarint();
    }

    private static Hypothesis plain(SearchState scene, Predicate<Part> which, double prior) {
        Mark number = scene.mark(
                SlipKind.VARINT_NOT_ZIGZAG,
                Mark.Scope.WHOLE,
                sighting -> "the varint of " + sighting.name() + " (" + sighting.value() + ") is not zig-zag");
        Mark length = new Mark(
                number.group(),
                number.kind(),
                Mark.Scope.LENGTH,
                sighting -> "the varint length of " + sighting.name() + " (" + sighting.value() + ") is not zig-zag");
        Shape shape = scene.shape().map(part -> {
            if (!isVarint(part) || !which.test(part)) {
                return part;
            }
            return part.isNumber()
                    ? part.withNumber(part.number().coded(NumberForm.Coding.PLAIN_VARINT))
                            .marked(number)
                    : part.withLength(part.length().based(LengthForm.Base.UNSIGNED_VARINT))
                            .marked(length);
        });
        return scene.base().hypothesis().with(shape, prior);
    }
}
