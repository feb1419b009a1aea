package io.kspec.golden.comparison;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Apache Kafka answered to the captured request that is most like another one: of the same API and version, with
 * the fewest fields in which they differ. Names, ids and records are not compared, only whether there are any, since every
 * client has its own. The newest release with a capture of that version counts.
 */
public final class NearestExchange {
    /** The first bytes of a request: API key, API version and correlation id. */
    private static final int SMALLEST_REQUEST = 8;

    private static final String SOMETHING = "something";

    private final List<Captures> releases;
    private final Map<Integer, List<Candidate>> known = new HashMap<>();

    /**
     * A search.
     *
     * @param releases where to search, the first one first
     */
    public NearestExchange(List<Captures> releases) {
        this.releases = List.copyOf(releases);
    }

    private record Candidate(NearExchange near, Map<String, Object> asked, Map<String, Object> answered) {}

    /**
     * The nearest captured exchange; if any answer has an error code that is expected, it is one of those. Among requests that are
     * equally near, it is one whose answer has another value in the field that is known to be wrong, and among those the one with
     * the most similar answer.
     *
     * @param request the frame of the request, without its size
     * @param response the frame of the response that it got; null if there was none
     * @param wrong the path of the field in the response that is known to be wrong; null if that is not known
     * @param expected what was expected, in words with the numbers and names of error codes; empty if that is not known
     */
    public Optional<NearExchange> find(
            Bytes request, @Nullable Bytes response, @Nullable String wrong, String expected) {
        if (request.size() < SMALLEST_REQUEST) {
            return Optional.empty();
        }
        ApiSpec api = Catalog.standard().find(request.getShort(0)).orElse(null);
        int version = request.getShort(2);
        if (api == null || !api.versions().contains(version)) {
            return Optional.empty();
        }
        Map<String, Object> asked = values(Frames.attemptRequest(request));
        Map<String, Object> answered = answered(api, version, response);
        return candidates(api, version).stream()
                .min(Comparator.<Candidate, Boolean>comparing(
                                each -> wrong == null || !isExpected(each.answered(), wrong, expected))
                        .thenComparingInt(each -> distance(each.asked(), asked))
                        .thenComparing(each -> wrong != null && repeats(each.answered(), answered, wrong))
                        .thenComparingInt(each -> answered.isEmpty() ? 0 : distance(each.answered(), answered)))
                .map(Candidate::near);
    }

    private static boolean isExpected(Map<String, Object> captured, String wrong, String expected) {
        return wrong.endsWith("ErrorCode")
                && captured.get(wrong) instanceof Number code
                && expected.contains(ErrorCode.describe(code.intValue()));
    }

    private static boolean repeats(Map<String, Object> captured, Map<String, Object> answered, String wrong) {
        return answered.containsKey(wrong) && Objects.equals(captured.get(wrong), answered.get(wrong));
    }

    private List<Candidate> candidates(ApiSpec api, int version) {
        return known.computeIfAbsent(api.key() << Short.SIZE | version, absent -> releases.stream()
                .flatMap(release -> release.find(api, version).stream().map(capture -> candidates(release, capture)))
                .findFirst()
                .orElse(List.of()));
    }

    private static List<Candidate> candidates(Captures release, Capture capture) {
        List<Candidate> candidates = new ArrayList<>();
        for (CapturedExchange exchange : capture.exchanges()) {
            if (exchange.api().equals(capture.api()) && exchange.version() == capture.version()) {
                candidates.add(new Candidate(
                        new NearExchange(release, capture, exchange),
                        values(exchange.decodeRequest()),
                        answered(exchange.api(), exchange.version(), exchange.response())));
            }
        }
        return candidates;
    }

    /** The values of a response's fields; none if there is no response, or it does not decode. */
    private static Map<String, Object> answered(ApiSpec api, int version, @Nullable Bytes response) {
        DecodeAttempt attempt = response == null ? null : Frames.attemptResponse(api, version, response);
        return attempt == null || !attempt.succeeded() ? Map.of() : values(attempt);
    }

    /** A message that does not decode is only like others that fail in the same way. */
    private static Map<String, Object> values(DecodeAttempt attempt) {
        return attempt.succeeded()
                ? Leaves.of(attempt.requireBody(), NearestExchange::comparable)
                : Map.of("failure", attempt.requireFailure().kind());
    }

    private static Object comparable(String field, Object value) {
        boolean nothing = VolatileField.find(field)
                .map(declared -> declared.isNone(value))
                .orElse(value.equals("") || value.equals(Bytes.EMPTY) || value.equals(KafkaUuid.ZERO));
        boolean own = VolatileField.find(field).isPresent()
                || value instanceof String
                || value instanceof Bytes
                || value instanceof UUID;
        return own && !nothing ? SOMETHING : value;
    }

    private static int distance(Map<String, Object> some, Map<String, Object> others) {
        Set<String> paths = new HashSet<>(some.keySet());
        paths.addAll(others.keySet());
        return (int) paths.stream()
                .filter(path -> !Objects.equals(some.get(path), others.get(path)))
                .count();
    }
}
