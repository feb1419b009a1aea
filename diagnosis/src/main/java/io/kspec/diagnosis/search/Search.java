package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.PartFactory;
import io.kspec.diagnosis.reading.Reader;
import io.kspec.diagnosis.reading.Reading;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Tolerance;
import io.kspec.diagnosis.slips.AddedFields;
import io.kspec.diagnosis.slips.FieldsOfOtherVersions;
import io.kspec.diagnosis.slips.Headers;
import io.kspec.diagnosis.slips.LengthForms;
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
 * Tries hypotheses and keeps the best readings: first one slip, then, as long as no reading accounts for every byte,
 * further slips on top of those that get furthest.
 */
final class Search {
    /** How many bytes of a message are looked at. */
    static final int PREFIX = 64 * 1024;

    private static final int KEPT = 48;
    private static final int BEAM = 6;
    private static final int MOST_SLIPS = 4;
    private static final int MOST_READINGS = 30_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    /** Readings that are this many bits worse than the best are of no interest. */
    private static final double MARGIN = 45;

    private static final Comparator<Reading> LIKELIEST_FIRST = Comparator.comparingDouble(Reading::bits);

    private final FrameUnderTest suspect;
    private final PartFactory factory;
    private final Bytes bytes;
    private final boolean prefixOnly;
    private final Known known;
    private final Shape shape;
    private final List<SlipFamily> first;
    private final List<SlipFamily> further;
    private final Map<String, Reading> kept = new HashMap<>();
    private double best = Double.MAX_VALUE;
    private double worstKept = Double.MAX_VALUE;
    private int tried;
    private long bytesRead;

    /**
     * A search.
     *
     * @param bytes what is to be explained, within the suspect's frame
     * @param shape the layout that it should have
     * @param first families of the first slip
     * @param further families of further ones
     */
    Search(
            FrameUnderTest suspect,
            PartFactory factory,
            Bytes bytes,
            Shape shape,
            List<SlipFamily> first,
            List<SlipFamily> further) {
        this.suspect = suspect;
        this.factory = factory;
        this.prefixOnly = bytes.size() > PREFIX;
        this.bytes = prefixOnly ? bytes.slice(0, PREFIX) : bytes;
        this.known = Known.of(suspect);
        this.shape = shape;
        this.first = first;
        this.further = further;
    }

    /** A search for slips of a whole frame. */
    static Search ofFrame(FrameUnderTest suspect) {
        FieldsOfOtherVersions others = new FieldsOfOtherVersions(suspect);
        List<SlipFamily> further = List.of(
                new MissingFields(others),
                new AddedFields(others),
                new LengthForms(),
                new Numbers(),
                new TagBuffers(),
                new Miscounts());
        List<SlipFamily> first = new ArrayList<>(List.of(
                new OtherVersions(),
                new Headers(),
                new Leniencies(),
                new WholeEncodings(),
                new MovedFields(),
                new StrayBytes()));
        first.addAll(further);
        PartFactory factory = new PartFactory();
        Shape shape = factory.frame(suspect.header(), suspect.body());
        return new Search(suspect, factory, suspect.frame(), shape, first, further);
    }

    /**
     * What the search found.
     *
     * @param strict the reading without any slip
     * @param likeliest readings with slips that were met in the bytes, likeliest first, each traced
     * @param tried how many hypotheses were read
     */
    record Found(Reading strict, List<Reading> likeliest, int tried) {}

    Found run() {
        Reading strict = Reader.trace(bytes, prefixOnly, known, Hypothesis.noSlip(shape));
        SearchState scene = new SearchState(suspect, factory, strict);
        first.forEach(family -> family.propose(scene, this::consider));
        List<Reading> level = traced(KEPT / 2);
        for (int slips = 2; slips <= MOST_SLIPS && !isExplained(level, strict) && withinBudget(); slips++) {
            int before = slips - 1;
            level.stream()
                    .filter(reading ->
                            isExtensible(reading) && reading.hypothesis().slips() == before)
                    .limit(BEAM)
                    .forEach(this::extend);
            level = traced(KEPT / 2);
        }
        return new Found(strict, level, tried);
    }

    private void extend(Reading reading) {
        SearchState scene = new SearchState(suspect, factory, reading);
        further.forEach(family -> family.propose(scene, this::consider));
    }

    /** Whether a reading with slips is complete, and clearly better than one that gives up. */
    private static boolean isExplained(List<Reading> level, Reading strict) {
        if (strict.complete()) {
            return true;
        }
        return !level.isEmpty() && level.get(0).isWhole();
    }

    private static boolean isExtensible(Reading reading) {
        return !reading.complete() && reading.hypothesis().tolerance() == Tolerance.NONE;
    }

    private boolean withinBudget() {
        return tried < MOST_READINGS && bytesRead < MOST_BYTES;
    }

    private void consider(Hypothesis hypothesis) {
        if (!withinBudget()) {
            return;
        }
        double bound = Math.min(best + MARGIN, worstKept);
        Reading reading = Reader.read(bytes, prefixOnly, known, hypothesis, bound);
        tried++;
        bytesRead += reading.stopped() + 64L;
        if (reading.bits() <= bound) {
            keep(reading);
        }
    }

    private void keep(Reading reading) {
        Hypothesis hypothesis = reading.hypothesis();
        kept.merge(hypothesis.tolerance() + hypothesis.shape().signature(), reading, Search::merge);
        best = Math.min(best, reading.bits());
        if (kept.size() > 2 * KEPT) {
            List<Map.Entry<String, Reading>> ranked = new ArrayList<>(kept.entrySet());
            ranked.sort(Map.Entry.<String, Reading>comparingByValue(LIKELIEST_FIRST)
                    .thenComparing(Map.Entry.comparingByKey()));
            ranked.subList(KEPT, ranked.size()).forEach(entry -> kept.remove(entry.getKey()));
            worstKept = ranked.get(KEPT - 1).getValue().bits();
        }
    }

    /** Two slips that come to the same bytes: as likely as the likelier, and named after the version that has them. */
    private static Reading merge(Reading one, Reading other) {
        Reading named = other.hypothesis().ofOtherVersion() ? other : one;
        double bits = Math.min(one.bits(), other.bits());
        Hypothesis hypothesis = named.hypothesis();
        double prior = hypothesis.prior() + bits - named.bits();
        return new Reading(hypothesis.withPrior(prior), bits, named.complete(), named.stopped(), named.trace());
    }

    /** The best readings whose slips were met, traced. */
    private List<Reading> traced(int most) {
        return kept.entrySet().stream()
                .sorted(Map.Entry.<String, Reading>comparingByValue(LIKELIEST_FIRST)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(entry ->
                        Reader.trace(bytes, prefixOnly, known, entry.getValue().hypothesis()))
                .filter(reading -> slipsMet(reading) >= reading.hypothesis().slips())
                .toList();
    }

    private static long slipsMet(Reading reading) {
        return reading.sightings().stream()
                .map(sighting -> sighting.mark().group())
                .distinct()
                .count();
    }
}
