package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.PartFactory;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Sighting;
import io.kspec.protocol.message.MessageSpec;
import java.util.ArrayList;
import java.util.List;

/** What slip families work on: the bytes, an interpretation of them, and the parts it encountered. */
public final class SearchState {
    /** How much more surprising an additional slip is than the first. */
    private static final double ADDITIONAL = 6;

    private final FrameUnderTest frame;
    private final PartFactory factory;
    private final Interpretation base;
    private final List<Place> places;

    public SearchState(FrameUnderTest frame, PartFactory factory, Interpretation base) {
        this.frame = frame;
        this.factory = factory;
        this.base = base;
        this.places = new ArrayList<>();
        collect(base.hypothesis().shape(), "", true, true);
    }

    private void collect(Shape shape, String path, boolean inHeader, boolean fields) {
        int floor = floor();
        List<Part> parts = shape.parts();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Integer seen = base.trace().firstSeen().get(part.id());
            if (seen == null) {
                continue;
            }
            if (seen >= floor && !isBody(part)) {
                places.add(new Place(
                        part, parts, i, path, inHeader, fields && !part.name().isEmpty()));
            }
            boolean body = inHeader && isBody(part);
            String inner = body ? "" : part.isTags() ? path : join(path, part.name());
            collect(part.shape(), inner, inHeader && !body, !part.isTags());
        }
    }

    private static boolean isBody(Part part) {
        return part.form() == Part.Form.STRUCT && part.name().isEmpty();
    }

    private static String join(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    /** Where the last slip of the hypothesis was encountered: further slips are searched from there. */
    private int floor() {
        return base.sightings().stream().mapToInt(Sighting::start).max().orElse(0);
    }

    FrameUnderTest frame() {
        return frame;
    }

    PartFactory factory() {
        return factory;
    }

    Interpretation base() {
        return base;
    }

    Shape shape() {
        return base.hypothesis().shape();
    }

    /** Whether the interpretation encountered a part. */
    boolean met(Part part) {
        return base.trace().firstSeen().containsKey(part.id());
    }

    /** The structures of the body whose first field was encountered, each represented by that field. */
    List<Place> structs() {
        return places.stream()
                .filter(place -> place.field() && !place.inHeader() && place.index() == 0)
                .toList();
    }

    /** The parts that were encountered. */
    List<Place> places() {
        return places;
    }

    int version() {
        return frame.version();
    }

    /** Whether the interpretation assumes no slip yet. */
    boolean pristine() {
        return base.hypothesis().slips() == 0;
    }

    boolean flexible() {
        return frame.body().flexible();
    }

    Part body() {
        List<Part> parts = shape().parts();
        return parts.get(parts.size() - 1);
    }

    Mark mark(SlipKind kind, Mark.Scope scope, Mark.Description description) {
        return factory.mark(kind, scope, description);
    }

    /** The hypothesis with one part replaced by others. */
    Hypothesis replacing(Part part, List<Part> others, double bits) {
        return base.hypothesis().with(shape().replace(part.id(), others), bits + additional());
    }

    /** What another slip costs because it is not the first. */
    double additional() {
        return pristine() ? 0 : ADDITIONAL;
    }

    /** The layout of a header and body of other versions, with the slips that the header has already. */
    Shape frameOf(MessageSpec header, MessageSpec body) {
        Shape other = factory.frame(header, body);
        if (pristine()) {
            return other;
        }
        List<Part> parts = new ArrayList<>(shape().parts());
        parts.removeIf(part -> isBody(part) || part.isTags());
        other.parts().stream().filter(part -> isBody(part) || part.isTags()).forEach(parts::add);
        return new Shape(parts);
    }

    static double log2(int count) {
        return Math.log(Math.max(1, count)) / Math.log(2);
    }
}
