package io.kspec.protocol.blame;

import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the likeliest slip behind bytes that do not decode, or decode to values that cannot be.
 *
 * <p>Each hypothesis is an altered layout. It is read, and the surprise of the values that it yields is summed up in
 * bits, together with the surprise of the slip itself: the reading with the fewest bits describes the bytes best. A
 * certainty is what a reading's probability is among those of all that were tried, and of none.
 */
public final class Blame {
    /** How much likelier it is that a message which decodes has no slip than that it has one, in bits. */
    private static final double DECODES = 9;
    /** How much worse than giving up an explanation must not be, in bits. */
    private static final double UNKNOWN_SLIP = 6;

    private static final double MOST_CERTAIN = 0.99;

    private Blame() {}

    /** What is wrong with some bytes; never throws for any bytes. The result depends on nothing else. */
    public static Diagnosis diagnose(Suspect suspect) {
        DecodeFailure failure = suspect.attempt().failure();
        Search.Found found = new Search(suspect).run();
        return new Diagnosis(
                suspect.body().id(),
                failure,
                explanations(suspect, failure, found),
                found.tried(),
                Math.min(suspect.frame().size(), Search.PREFIX));
    }

    private record Key(SlipKind kind, String path, int start) {}

    private static List<Explanation> explanations(
            Suspect suspect, @Nullable DecodeFailure failure, Search.Found found) {
        double none = found.strict().bits() + (found.strict().complete() ? -DECODES : UNKNOWN_SLIP);
        double least = found.likeliest().stream().mapToDouble(Reading::bits).reduce(none, Math::min);
        double sum = Math.pow(2, least - none);
        Map<Key, Reading> best = new LinkedHashMap<>();
        Map<Key, Double> weights = new LinkedHashMap<>();
        for (Reading reading : found.likeliest()) {
            double weight = Math.pow(2, least - reading.bits());
            sum += weight;
            Sighting first = reading.sightings().get(0);
            Key key = new Key(first.mark().kind(), first.path(), first.start());
            best.putIfAbsent(key, reading);
            weights.merge(key, weight, Double::sum);
        }
        double total = sum;
        List<Explanation> explanations = new ArrayList<>();
        best.forEach((key, reading) ->
                explanations.add(explanation(suspect, failure, reading, weights.getOrDefault(key, 0.0) / total)));
        explanations.sort((a, b) -> Double.compare(b.certainty(), a.certainty()));
        return explanations.subList(0, Math.min(Diagnosis.MOST, explanations.size()));
    }

    private static Explanation explanation(
            Suspect suspect, @Nullable DecodeFailure failure, Reading reading, double certainty) {
        Sighting first = reading.sightings().get(0);
        MessageId message =
                first.inBody() ? suspect.body().id() : suspect.header().id();
        StringBuilder sentence = new StringBuilder(first.mark().telling().tell(first));
        Set<Integer> told = new HashSet<>(Set.of(first.mark().group()));
        for (Sighting sighting : reading.sightings()) {
            if (told.add(sighting.mark().group())) {
                sentence.append("; then, at byte ")
                        .append(sighting.start())
                        .append(", ")
                        .append(sighting.mark().telling().tell(sighting));
            }
        }
        return new Explanation(
                first.mark().kind(),
                message,
                first.path(),
                first.start(),
                first.end(),
                sentence.toString(),
                Evidence.of(suspect, failure, reading),
                Math.min(MOST_CERTAIN, certainty));
    }
}
