package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.PartFactory;
import io.kspec.diagnosis.reading.Reader;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Tolerance;
import io.kspec.diagnosis.slips.AddedFields;
import io.kspec.diagnosis.slips.FieldsOfOtherVersions;
import io.kspec.diagnosis.slips.ForeignContent;
import io.kspec.diagnosis.slips.Headers;
import io.kspec.diagnosis.slips.LengthEncodings;
import io.kspec.diagnosis.slips.Leniencies;
import io.kspec.diagnosis.slips.Miscounts;
import io.kspec.diagnosis.slips.MissingFields;
import io.kspec.diagnosis.slips.MovedFields;
import io.kspec.diagnosis.slips.Numbers;
import io.kspec.diagnosis.slips.OtherVersions;
import io.kspec.diagnosis.slips.SearchState;
import io.kspec.diagnosis.slips.SlipFamily;
import io.kspec.diagnosis.slips.StrayBytes;
import io.kspec.diagnosis.slips.TagBuffers;
import io.kspec.diagnosis.slips.WholeEncodings;
import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries hypotheses and keeps the best interpretations: first one slip; then, as long as none accounts for every byte,
 * further slips on top of the best so far.
 */
final class Search {
    /** How many bytes of a message are examined. */
    static final int PREFIX = 64 * 1024;

    private static final int KEPT = 48;
    private static final int BEAM = 6;
    private static final int MOST_SLIPS = 4;
    private static final int MOST_READINGS = 30_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    /** Interpretations that are this many bits worse than the best are dropped. */
    private static final double MARGIN = 45;

    private static final Comparator<Interpretation> LIKELIEST_FIRST = Comparator.comparingDouble(Interpretation::bits);

    private final FrameUnderTest frame;
    private final PartFactory factory;
    private final Bytes bytes;
    private final boolean prefixOnly;
    private final Known known;
    private final Shape shape;
    private final Families families;
    private final Map<String, Interpretation> kept = new HashMap<>();
    private double best = Double.MAX_VALUE;
    private double worstKept = Double.MAX_VALUE;
    private int tried;
    private SearchBudget budget = new SearchBudget(MOST_READINGS, MOST_BYTES);

    /**
     * What a search tries.
     *
     * @param first families for the first slip
     * @param wholeBody those of them that change the whole body: they are also tried together with a slip in the header
     * @param further families for further slips
     */
    record Families(List<SlipFamily> first, List<SlipFamily> wholeBody, List<SlipFamily> further) {}

    /**
     * Prepares a search.
     *
     * @param bytes the bytes to explain, part of the frame
     * @param shape the layout they should have
     */
    Search(FrameUnderTest frame, PartFactory factory, Bytes bytes, Shape shape, Known known, Families families) {
        this.frame = frame;
        this.factory = factory;
        this.prefixOnly = bytes.size() > PREFIX;
        this.bytes = prefixOnly ? bytes.slice(0, PREFIX) : bytes;
        this.known = known;
        this.shape = shape;
        this.families = families;
    }

    /** Prepares a search for slips in a whole frame. */
    static Search ofFrame(FrameUnderTest frame) {
        return ofFrame(frame, List.of(new OtherVersions()));
    }

    /** As {@link #ofFrame}, but not for layouts of other versions: for a search in frames of all of them. */
    static Search ofOneVersion(FrameUnderTest frame) {
        return ofFrame(frame, List.of());
    }

    private static Search ofFrame(FrameUnderTest frame, List<SlipFamily> otherVersions) {
        FieldsOfOtherVersions others = new FieldsOfOtherVersions(frame);
        List<SlipFamily> further = List.of(
                new MissingFields(others),
                new AddedFields(others),
                new LengthEncodings(),
                new Numbers(),
                new TagBuffers(),
                new Miscounts());
        Known known = Known.of(frame);
        ForeignContent foreign = new ForeignContent(known);
        List<SlipFamily> wholeBody = new ArrayList<>(otherVersions);
        wholeBody.addAll(List.of(new WholeEncodings(), foreign));
        List<SlipFamily> first = new ArrayList<>(otherVersions);
        first.addAll(
                List.of(new Headers(), new Leniencies(), new WholeEncodings(), new MovedFields(), new StrayBytes()));
        first.addAll(further);
        first.add(foreign); // last: of two slips with the same layout, the first gives its name
        PartFactory factory = new PartFactory();
        Shape shape = factory.frame(frame.header(), frame.body());
        return new Search(frame, factory, frame.bytes(), shape, known, new Families(first, wholeBody, further));
    }

    /**
     * What the search found.
     *
     * @param strict the interpretation without any slip
     * @param likeliest interpretations whose slips were encountered in the bytes, likeliest first, each traced
     * @param tried how many hypotheses were tried
     */
    record Found(Interpretation strict, List<Interpretation> likeliest, int tried) {}

    /** Looks only for interpretations of fewer bits, and reads no more than a budget. */
    Search below(double bits, SearchBudget limit) {
        best = bits - MARGIN;
        budget = limit;
        return this;
    }

    /** The interpretation without any slip. */
    Interpretation strict() {
        return Reader.read(bytes, prefixOnly, known, Hypothesis.noSlip(shape), Double.MAX_VALUE);
    }

    Found run() {
        Interpretation strict = Reader.trace(bytes, prefixOnly, known, Hypothesis.noSlip(shape));
        if (strict.complete()) {
            best = Math.min(best, strict.bits() - MARGIN); // a slip is told only if it describes the bytes better
        }
        SearchState state = new SearchState(frame, factory, strict);
        families.first().forEach(family -> family.propose(state, this::consider));
        if (!strict.complete() && !families.wholeBody().isEmpty()) {
            new Headers().shown(state, this::withAnotherBody);
        }
        List<Interpretation> level = traced(KEPT / 2);
        for (int slips = 2; slips <= MOST_SLIPS && !isExplained(level, strict) && budget.isLeft(); slips++) {
            int before = slips - 1;
            level.stream()
                    .filter(interpretation -> isExtensible(interpretation)
                            && interpretation.hypothesis().slips() == before)
                    .limit(BEAM)
                    .forEach(this::extend);
            level = traced(KEPT / 2);
        }
        return new Found(strict, level, tried);
    }

    /** A broker that writes a wrong header can have the body of another version as well: two slips with one reason. */
    private void withAnotherBody(Hypothesis header) {
        SearchState state = new SearchState(frame, factory, Reader.trace(bytes, prefixOnly, known, header));
        families.wholeBody().forEach(family -> family.propose(state, this::consider));
    }

    private void extend(Interpretation interpretation) {
        SearchState state = new SearchState(frame, factory, interpretation);
        families.further().forEach(family -> family.propose(state, this::consider));
    }

    /** Whether the bytes decode strictly, or the best interpretation is complete. */
    private static boolean isExplained(List<Interpretation> level, Interpretation strict) {
        if (strict.complete()) {
            return true;
        }
        return !level.isEmpty() && level.get(0).isWhole();
    }

    private static boolean isExtensible(Interpretation interpretation) {
        return !interpretation.complete() && interpretation.hypothesis().tolerance() == Tolerance.NONE;
    }

    private void consider(Hypothesis hypothesis) {
        if (!budget.isLeft()) {
            return;
        }
        double bound = Math.min(best + MARGIN, worstKept);
        Interpretation interpretation = Reader.read(bytes, prefixOnly, known, hypothesis, bound);
        tried++;
        budget.spend(interpretation.stopped());
        if (interpretation.bits() <= bound) {
            keep(interpretation);
        }
    }

    private void keep(Interpretation interpretation) {
        Hypothesis hypothesis = interpretation.hypothesis();
        kept.merge(hypothesis.tolerance() + hypothesis.shape().signature(), interpretation, Search::merge);
        best = Math.min(best, interpretation.bits());
        if (kept.size() > 2 * KEPT) {
            List<Map.Entry<String, Interpretation>> ranked = new ArrayList<>(kept.entrySet());
            ranked.sort(Map.Entry.<String, Interpretation>comparingByValue(LIKELIEST_FIRST)
                    .thenComparing(Map.Entry.comparingByKey()));
            ranked.subList(KEPT, ranked.size()).forEach(entry -> kept.remove(entry.getKey()));
            worstKept = ranked.get(KEPT - 1).getValue().bits();
        }
    }

    /** Merges two slips with the same layout: as likely as the likelier, named after the version that has it. */
    private static Interpretation merge(Interpretation one, Interpretation other) {
        Interpretation named = other.hypothesis().ofOtherVersion() ? other : one;
        double bits = Math.min(one.bits(), other.bits());
        Hypothesis hypothesis = named.hypothesis();
        double prior = hypothesis.prior() + bits - named.bits();
        return new Interpretation(hypothesis.withPrior(prior), bits, named.complete(), named.stopped(), named.trace());
    }

    /** The best interpretations whose slips were encountered, traced. */
    private List<Interpretation> traced(int most) {
        return kept.entrySet().stream()
                .sorted(Map.Entry.<String, Interpretation>comparingByValue(LIKELIEST_FIRST)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(entry ->
                        Reader.trace(bytes, prefixOnly, known, entry.getValue().hypothesis()))
                .filter(interpretation -> slipsEncountered(interpretation)
                        >= interpretation.hypothesis().slips())
                .toList();
    }

    private static long slipsEncountered(Interpretation interpretation) {
        return interpretation.sightings().stream()
                .map(sighting -> sighting.mark().group())
                .distinct()
                .count();
    }
}
