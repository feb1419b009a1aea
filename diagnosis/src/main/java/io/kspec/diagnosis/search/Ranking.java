package io.kspec.diagnosis.search;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Reading;
import io.kspec.diagnosis.reading.Sighting;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes explanations of readings, and says how certain each is among all of them, and none. */
final class Ranking {
    /** How much likelier it is that a message which decodes has no slip than that it has one, in bits. */
    private static final double DECODES = 9;
    /** How much worse than giving up an explanation must not be, in bits. */
    private static final double UNKNOWN_SLIP = 6;

    /** How much less likely several slips are, or one that leaves bytes over, where a single one is enough, in bits. */
    private static final double NEEDLESS = 20;

    private static final double MOST_CERTAIN = 0.99;

    private final FrameUnderTest suspect;
    private final @Nullable DecodeFailure failure;
    private final Search.Found found;
    private final String batch;
    private final int shift;

    Ranking(FrameUnderTest suspect, @Nullable DecodeFailure failure, Search.Found found) {
        this(suspect, failure, found, "", 0);
    }

    private Ranking(
            FrameUnderTest suspect, @Nullable DecodeFailure failure, Search.Found found, String batch, int shift) {
        this.suspect = suspect;
        this.failure = failure;
        this.found = found;
        this.batch = batch;
        this.shift = shift;
    }

    /** The same, for readings of a record batch that begin at an offset of the frame. */
    Ranking within(String path, int offset) {
        return new Ranking(suspect, failure, found, path, offset);
    }

    /** Readings that blame the same byte of the same field for the same slip are one explanation. */
    private record Key(SlipKind kind, String path, int start) {}

    List<Explanation> explanations() {
        double none = found.strict().bits() + (found.strict().complete() ? -DECODES : UNKNOWN_SLIP);
        boolean enough = found.likeliest().stream().anyMatch(Ranking::isSingle);
        double least = found.likeliest().stream()
                .mapToDouble(reading -> bits(reading, enough))
                .reduce(none, Math::min);
        double sum = Math.pow(2, least - none);
        Map<Key, Reading> best = new LinkedHashMap<>();
        Map<Key, Double> weights = new LinkedHashMap<>();
        for (Reading reading : found.likeliest()) {
            double weight = Math.pow(2, least - bits(reading, enough));
            sum += weight;
            Sighting first = reading.sightings().get(0);
            Key key = new Key(first.mark().kind(), first.path(), first.start());
            best.putIfAbsent(key, reading);
            weights.merge(key, weight, Double::sum);
        }
        double total = sum;
        List<Explanation> explanations = new ArrayList<>();
        best.forEach((key, reading) -> explanations.add(explanation(reading, weights.getOrDefault(key, 0.0) / total)));
        explanations.sort(Comparator.comparingDouble(Explanation::certainty).reversed());
        return explanations.subList(0, Math.min(Diagnosis.MOST, explanations.size()));
    }

    private static boolean isSingle(Reading reading) {
        return reading.isWhole() && reading.hypothesis().slips() == 1;
    }

    private static double bits(Reading reading, boolean enough) {
        boolean needless =
                enough && (!reading.complete() || reading.hypothesis().slips() > 1);
        return reading.bits() + (needless ? NEEDLESS : 0);
    }

    private Explanation explanation(Reading reading, double certainty) {
        Sighting first = reading.sightings().get(0);
        return new Explanation(
                first.mark().kind(),
                message(first),
                batch.isEmpty() ? first.path() : batch + "." + first.path(),
                shift + first.start(),
                shift + first.end(),
                sentence(reading, first),
                batch.isEmpty() ? Evidence.of(suspect, failure, reading) : List.of(recordsEvidence(reading)),
                Math.min(MOST_CERTAIN, certainty));
    }

    private MessageId message(Sighting first) {
        if (!batch.isEmpty()) {
            return new MessageId("RecordBatch", MessageType.RECORDS, MessageId.NO_API_KEY, RecordBatch.MAGIC);
        }
        return first.inBody() ? suspect.body().id() : suspect.header().id();
    }

    private String sentence(Reading reading, Sighting first) {
        StringBuilder sentence = new StringBuilder(first.mark().telling().tell(first));
        Set<Integer> told = new HashSet<>(Set.of(first.mark().group()));
        for (Sighting sighting : reading.sightings()) {
            if (told.add(sighting.mark().group())) {
                sentence.append("; then, at byte ")
                        .append(shift + sighting.start())
                        .append(", ")
                        .append(sighting.mark().telling().tell(sighting));
            }
        }
        return sentence.toString();
    }

    private static String recordsEvidence(Reading reading) {
        return "with this slip all records of the batch read, " + reading.stopped() + " bytes with their count";
    }
}
