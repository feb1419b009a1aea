package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.ForeignLikelihood;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.PartFactory;
import io.kspec.diagnosis.reading.Reader;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which message bytes are if nothing is known about them. A response has neither its API nor its version in it: of all
 * of them, and of the request that the bytes start like, those count whose likeliest slip, or none, describes the bytes in
 * the fewest bits.
 *
 * <p>Bits of different messages can be compared, since they describe the same bytes. What strict decoding describes best is
 * searched first, and its bits bound the search for the others.
 */
public final class MessageSearch {
    /** How surprising it is, in bits, that the bytes are no message at all. */
    private static final double FOREIGN = 5;
    /** Messages that are this many bits worse than the best need not be told from each other. */
    private static final double MARGIN = 24;

    private static final int SIZE = 4;
    /** How surprising a right size before the frame is, in bits, and a wrong one. */
    private static final double RIGHT_SIZE = 1;

    private static final double WRONG_SIZE = 24;
    /** How surprising it is, in bits, that the end of a request is missing, beside the bits of its size. */
    private static final double CUT_OFF = 4;
    /** How far off a wrong size may be, unless the end of the frame is missing. */
    private static final int MISCOUNT = 8;

    private static final int LARGEST_FRAME = 100 << 20;
    /** API key, version and correlation id. */
    private static final int SMALLEST_REQUEST = 8;

    private static final int READINGS = 1_000_000;
    private static final long BYTES = 96L << 20;
    private static final int READINGS_A_MESSAGE = 20_000;
    private static final long BYTES_A_MESSAGE = 16L << 20;

    private final Bytes bytes;
    private final @Nullable Integer correlationId;
    private final SearchBudget budget = new SearchBudget(READINGS, BYTES);
    private final List<Candidate> candidates = new ArrayList<>();
    private double best = Double.MAX_VALUE;

    /** A message that the bytes may be, with its bits of surprise before and after reading them. */
    private record Candidate(FrameUnderTest frame, boolean cutOff, double prior, double bits) {
        Candidate with(double otherBits) {
            return new Candidate(frame, cutOff, prior, otherBits);
        }

        Key key() {
            return new Key(frame.type(), frame.api());
        }
    }

    private record Key(MessageType type, ApiSpec api) {}

    private MessageSearch(Bytes bytes, @Nullable Integer correlationId) {
        this.bytes = bytes;
        this.correlationId = correlationId;
    }

    /**
     * The messages that bytes can be, likeliest first, each API at its likeliest version. Never throws, whatever the bytes;
     * the result depends only on the arguments.
     *
     * @param bytes a frame, with or without its size
     * @param correlationId the correlation id that it should have, or null if unknown
     */
    public static List<LikelyMessage> likeliest(Bytes bytes, @Nullable Integer correlationId) {
        return new MessageSearch(bytes, correlationId).run();
    }

    private List<LikelyMessage> run() {
        boolean sized = bytes.size() >= SIZE + SIZE;
        int size = sized ? bytes.getInt(0) : -1;
        int after = bytes.size() - SIZE;
        if (sized && size == after) {
            collect(bytes.slice(SIZE), RIGHT_SIZE);
        } else {
            collect(bytes, 0);
            if (sized && size >= after - MISCOUNT && size <= LARGEST_FRAME) {
                collect(bytes.slice(SIZE), WRONG_SIZE);
            }
            if (sized && size > after && size <= LARGEST_FRAME) {
                startOfARequest(bytes.slice(SIZE), CUT_OFF + log2(size));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::bits));
        List<Candidate> searched = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Candidate read = candidate.with(bits(candidate));
            best = Math.min(best, read.bits());
            searched.add(read);
        }
        return ranked(searched);
    }

    private void collect(Bytes frame, double prior) {
        for (ApiSpec api : Catalog.standard().apis()) {
            Map<String, FrameUnderTest> layouts = new TreeMap<>();
            for (int version = api.versions().highest();
                    version >= api.versions().lowest();
                    version--) {
                FrameUnderTest response = FrameUnderTest.response(api, version, frame);
                String layout = new PartFactory()
                        .frame(response.header(), response.body())
                        .signature();
                layouts.putIfAbsent(layout, correlationId == null ? response : response.expecting(correlationId));
            }
            double surprise = prior + MessagePriors.response(api) + log2(layouts.size());
            layouts.values().forEach(response -> add(response, surprise));
        }
        request(frame).ifPresent(request -> add(request, prior));
    }

    private static Optional<FrameUnderTest> request(Bytes frame) {
        if (frame.size() < SMALLEST_REQUEST) {
            return Optional.empty();
        }
        int version = frame.getShort(Short.BYTES);
        return Catalog.standard()
                .find(frame.getShort(0))
                .filter(api -> api.versions().contains(version))
                .map(api -> FrameUnderTest.request(api, version, frame));
    }

    /**
     * What a dump begins with. A request says what it is, except one of Produce, whose key is two zeros. Only strict decoding
     * counts, since what is missing would hide any slip.
     */
    private void startOfARequest(Bytes start, double prior) {
        request(start).filter(request -> request.api().key() != 0).ifPresent(request -> {
            Hypothesis noSlip = Hypothesis.noSlip(new PartFactory().frame(request.header(), request.body()));
            Bytes examined = start.slice(0, Math.min(start.size(), Search.PREFIX));
            double bits = Reader.read(examined, true, Known.of(request), noSlip, Double.MAX_VALUE)
                    .bits();
            candidates.add(new Candidate(request, true, prior, prior + bits));
        });
    }

    private static double log2(int count) {
        return Math.log(count) / Math.log(2);
    }

    private void add(FrameUnderTest frame, double prior) {
        candidates.add(new Candidate(
                frame, false, prior, prior + Search.ofFrame(frame).strict().bits()));
    }

    /** The bits of the bytes as a message: those of strict decoding, or else of the likeliest slip if the end is there. */
    private double bits(Candidate candidate) {
        if (candidate.cutOff()) {
            return candidate.bits();
        }
        SearchBudget part = budget.take(READINGS_A_MESSAGE, BYTES_A_MESSAGE);
        Search search = Search.ofFrame(candidate.frame());
        Interpretation strict = search.strict();
        double bits = strict.complete()
                ? strict.bits()
                : search.below(best + MARGIN - candidate.prior(), part).run().likeliest().stream()
                        .mapToDouble(Interpretation::bits)
                        .min()
                        .orElse(Double.MAX_VALUE);
        budget.giveBack(part);
        return bits + candidate.prior();
    }

    private List<LikelyMessage> ranked(List<Candidate> searched) {
        double foreign = FOREIGN
                + Math.min(
                        ForeignLikelihood.bits(bytes, Search.PREFIX),
                        ForeignLikelihood.bitsOfNumbers(bytes, Search.PREFIX));
        double least = Math.min(best, foreign);
        double sum = Math.pow(2, least - foreign);
        Map<Key, Double> weights = new HashMap<>();
        Map<Key, Candidate> likeliest = new HashMap<>();
        for (Candidate each : searched) {
            double weight = Math.pow(2, least - each.bits());
            sum += weight;
            weights.merge(each.key(), weight, Double::sum);
            likeliest.merge(each.key(), each, (one, other) -> other.bits() < one.bits() ? other : one);
        }
        double total = sum;
        return likeliest.entrySet().stream()
                .map(each -> new LikelyMessage(
                        each.getKey().type(),
                        each.getKey().api(),
                        each.getValue().frame().version(),
                        weights.getOrDefault(each.getKey(), 0.0) / total))
                .filter(each -> each.certainty() > 0)
                .sorted(Comparator.comparingDouble(LikelyMessage::certainty)
                        .reversed()
                        .thenComparing(each -> each.api().key()))
                .toList();
    }
}
