package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.ForeignLikelihood;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.PartFactory;
import io.kspec.diagnosis.reading.Reader;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Map<ApiSpec, List<Integer>> LAYOUTS = new ConcurrentHashMap<>();

    private final Bytes bytes;
    private final @Nullable Integer correlationId;
    private final SearchBudget budget = new SearchBudget(READINGS, BYTES);
    private final List<Candidate> candidates = new ArrayList<>();
    private double best = Double.MAX_VALUE;

    /**
     * A message that the bytes may be, with its bits of surprise before and after reading them.
     *
     * @param explained whether no slip need be searched for: the bytes are such a message, or the start of one
     */
    private record Candidate(FrameUnderTest frame, boolean explained, double prior, double bits) {
        Candidate with(double otherBits) {
            return new Candidate(frame, explained, prior, otherBits);
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
            Map<Integer, FrameUnderTest> responses = new TreeMap<>();
            for (int version : LAYOUTS.computeIfAbsent(api, MessageSearch::differentLayouts)) {
                FrameUnderTest response = FrameUnderTest.response(api, version, frame);
                responses.put(response.version(), correlationId == null ? response : response.expecting(correlationId));
            }
            double surprise = prior + MessagePriors.response(api) + log2(responses.size());
            responses.values().forEach(response -> add(response, surprise));
        }
        request(frame).ifPresent(request -> add(request, prior));
    }

    /** The newest version of each layout that the responses of an API have. */
    private static List<Integer> differentLayouts(ApiSpec api) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        for (int version = api.versions().highest(); version >= api.versions().lowest(); version--) {
            Shape layout = new PartFactory().frame(api.responseHeader(version), api.response(version));
            versions.putIfAbsent(layout.signature(), version);
        }
        return List.copyOf(versions.values());
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
            Interpretation strict = strict(request, true);
            candidates.add(new Candidate(request, true, prior, prior + strict.bits()));
        });
    }

    private void add(FrameUnderTest frame, double prior) {
        Interpretation strict = strict(frame, frame.bytes().size() > Search.PREFIX);
        candidates.add(new Candidate(frame, strict.complete(), prior, prior + strict.bits()));
    }

    private static Interpretation strict(FrameUnderTest frame, boolean cutOff) {
        Bytes bytes = frame.bytes();
        Bytes examined = bytes.slice(0, Math.min(bytes.size(), Search.PREFIX));
        Hypothesis noSlip = Hypothesis.noSlip(new PartFactory().frame(frame.header(), frame.body()));
        return Reader.read(examined, cutOff, Known.of(frame), noSlip, Double.MAX_VALUE);
    }

    private static double log2(int count) {
        return Math.log(count) / Math.log(2);
    }

    /** The bits of the bytes as a message: those of strict decoding, or else of the likeliest slip. */
    private double bits(Candidate candidate) {
        if (candidate.explained()) {
            return candidate.bits();
        }
        SearchBudget part = budget.take(READINGS_A_MESSAGE, BYTES_A_MESSAGE);
        double bits = Search.ofOneVersion(candidate.frame())
                .below(best + MARGIN - candidate.prior(), part)
                .run()
                .likeliest()
                .stream()
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
