package io.kspec.diagnosis.search;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.ForeignLikelihood;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Sighting;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns interpretations into explanations, each with its certainty among all of them and an unknown slip. */
final class Ranking {
    /** How much likelier a message that decodes has no slip than one, in bits. */
    private static final double DECODES = 9;
    /** How surprising an unknown slip is, in bits: an explanation that costs more is worse than none. */
    private static final double UNKNOWN_SLIP = 6;

    /** The penalty in bits of several slips, or of one that leaves bytes unexplained, if a single slip explains all. */
    private static final double NEEDLESS = 20;

    /** How surprising it is, in bits, that the bytes are not this message at all. */
    private static final double FOREIGN = 4;

    private static final double MOST_CERTAIN = 0.99;
    /** For an explanation that leaves bytes unexplained: whoever wrote those made another slip at least. */
    private static final double INCOMPLETE = 0.5;

    private static final Set<SlipKind> HEADER =
            Set.of(SlipKind.CORRELATION_ID_DOUBLED, SlipKind.CORRELATION_ID_WRONG, SlipKind.SIZE_IN_FRAME);
    private static final Set<SlipKind> BODY =
            Set.of(SlipKind.OTHER_VERSION, SlipKind.FLEXIBLE_BODY, SlipKind.CLASSIC_BODY, SlipKind.ERROR_ALONE);

    private final FrameUnderTest frame;
    private final @Nullable DecodeFailure failure;
    private final Search.Found found;
    private final String batch;
    private final int shift;

    Ranking(FrameUnderTest frame, @Nullable DecodeFailure failure, Search.Found found) {
        this(frame, failure, found, "", 0);
    }

    private Ranking(
            FrameUnderTest frame, @Nullable DecodeFailure failure, Search.Found found, String batch, int shift) {
        this.frame = frame;
        this.failure = failure;
        this.found = found;
        this.batch = batch;
        this.shift = shift;
    }

    /** A ranking of interpretations of a record batch, whose records start at an offset of the frame. */
    Ranking within(String path, int offset) {
        return new Ranking(frame, failure, found, path, offset);
    }

    /** Interpretations with the same slip at the same byte of the same field are one explanation. */
    private record Key(SlipKind kind, String path, int start) {}

    List<Explanation> explanations() {
        double none = found.strict().bits() + (found.strict().complete() ? -DECODES : UNKNOWN_SLIP);
        boolean enough = found.likeliest().stream().anyMatch(Ranking::isSingle);
        double least = found.likeliest().stream()
                .mapToDouble(interpretation -> bits(interpretation, enough))
                .reduce(none, Math::min);
        double sum = Math.pow(2, least - none) + Math.pow(2, least - foreign());
        Map<Key, Interpretation> best = new LinkedHashMap<>();
        Map<Key, Double> weights = new LinkedHashMap<>();
        for (Interpretation interpretation : found.likeliest()) {
            double weight = Math.pow(2, least - bits(interpretation, enough));
            sum += weight;
            Sighting first = interpretation.sightings().get(0);
            Key key = new Key(first.mark().kind(), first.path(), first.start());
            best.putIfAbsent(key, interpretation);
            weights.merge(key, weight, Double::sum);
        }
        double total = sum;
        List<Explanation> explanations = new ArrayList<>();
        best.forEach((key, interpretation) ->
                explanations.add(explanation(interpretation, weights.getOrDefault(key, 0.0) / total)));
        explanations.sort(Comparator.comparingDouble(Explanation::certainty).reversed());
        return explanations.subList(0, Math.min(Diagnosis.MOST, explanations.size()));
    }

    /**
     * The bits of the bytes if they are not this message at all. A slip whose interpretation describes them no better is no
     * explanation of them. Records are known to be records.
     */
    private double foreign() {
        return batch.isEmpty() ? FOREIGN + ForeignLikelihood.bits(frame.bytes(), Search.PREFIX) : Double.MAX_VALUE;
    }

    private static boolean isSingle(Interpretation interpretation) {
        return interpretation.isWhole() && interpretation.hypothesis().slips() == 1;
    }

    private static double bits(Interpretation interpretation, boolean enough) {
        boolean needless = enough
                && (!interpretation.complete()
                        || (interpretation.hypothesis().slips() > 1 && !isHeaderAndBody(interpretation)));
        return interpretation.bits() + (needless ? NEEDLESS : 0);
    }

    /** A slip in the header and one of the whole body: each is a single decision, and neither is made for a field. */
    private static boolean isHeaderAndBody(Interpretation interpretation) {
        Set<SlipKind> kinds = new LinkedHashSet<>();
        interpretation.sightings().forEach(sighting -> kinds.add(sighting.mark().kind()));
        boolean header = kinds.removeAll(HEADER);
        return interpretation.hypothesis().slips() == 2 && header && kinds.size() == 1 && BODY.containsAll(kinds);
    }

    private Explanation explanation(Interpretation interpretation, double certainty) {
        Sighting first = interpretation.sightings().get(0);
        return new Explanation(
                first.mark().kind(),
                message(first),
                batch.isEmpty() ? first.path() : batch + "." + first.path(),
                shift + first.start(),
                shift + first.end(),
                sentence(interpretation, first),
                batch.isEmpty()
                        ? EvidenceCollector.of(frame, failure, interpretation)
                        : List.of(recordsEvidence(interpretation)),
                interpretation.hypothesis().slips(),
                Math.min(interpretation.complete() ? MOST_CERTAIN : INCOMPLETE, certainty));
    }

    private MessageId message(Sighting first) {
        if (!batch.isEmpty()) {
            return new MessageId("RecordBatch", MessageType.RECORDS, MessageId.NO_API_KEY, RecordBatch.MAGIC);
        }
        return first.inBody() ? frame.body().id() : frame.header().id();
    }

    private String sentence(Interpretation interpretation, Sighting first) {
        StringBuilder sentence = new StringBuilder(first.mark().description().describe(first));
        Set<Integer> described = new HashSet<>(Set.of(first.mark().group()));
        for (Sighting sighting : interpretation.sightings()) {
            if (described.add(sighting.mark().group())) {
                sentence.append("; then, at byte ")
                        .append(shift + sighting.start())
                        .append(", ")
                        .append(sighting.mark().description().describe(sighting));
            }
        }
        return sentence.toString();
    }

    private static String recordsEvidence(Interpretation interpretation) {
        return "with this slip, all records of the batch decode, " + interpretation.stopped()
                + " bytes including their count";
    }
}
