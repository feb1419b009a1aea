package io.kspec.inspection.reading;

import io.kspec.diagnosis.search.LikelyMessage;
import io.kspec.diagnosis.search.MessageSearch;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What bytes can be that do not say it, likeliest first. */
final class Guesses {
    /** From this certainty on, bytes are read as what they are guessed to be. */
    private static final double SURE = 0.9;
    /** Below this certainty nothing is guessed. */
    private static final double LEAST = 0.05;

    private static final int MOST = 3;

    private final List<LikelyMessage> likeliest;

    private Guesses(List<LikelyMessage> likeliest) {
        this.likeliest = likeliest;
    }

    /** The guesses about bytes; of several frames, the longest tells the most. */
    static Guesses about(Bytes bytes, @Nullable Integer correlationId) {
        List<FrameCandidate> frames = FrameCandidate.consecutive(bytes);
        Bytes frame = frames.size() < 2
                ? bytes
                : frames.stream()
                        .map(FrameCandidate::bytes)
                        .max(Comparator.comparingInt(Bytes::size))
                        .orElse(bytes);
        return new Guesses(
                isOneByte(frame)
                        ? List.of()
                        : MessageSearch.likeliest(frame, correlationId).stream()
                                .filter(each -> each.certainty() >= LEAST)
                                .limit(MOST)
                                .toList());
    }

    /** Whether the same byte is everywhere, as in memory that nobody has written to. */
    private static boolean isOneByte(Bytes bytes) {
        for (int i = 1; i < bytes.size(); i++) {
            if (bytes.get(i) != bytes.get(0)) {
                return false;
            }
        }
        return true;
    }

    /** The likeliest response, if there is one. */
    Optional<LikelyMessage> response() {
        return likeliest.stream()
                .filter(each -> each.type() == MessageType.RESPONSE)
                .findFirst();
    }

    /** The response that the bytes surely are. */
    Optional<LikelyMessage> sureResponse() {
        return response().filter(each -> each.certainty() >= SURE);
    }

    /** Whether the bytes are the request that they start like rather than anything else. */
    boolean favourTheRequest() {
        return !likeliest.isEmpty() && likeliest.get(0).type() == MessageType.REQUEST;
    }

    /** Whether the bytes are surely a request of an API. */
    boolean areSurelyARequestOf(ApiSpec api) {
        return favourTheRequest()
                && likeliest.get(0).api() == api
                && likeliest.get(0).certainty() >= SURE;
    }

    /** The likeliest response in a sentence, with the options that explain it; empty if there is none. */
    Optional<String> sentence() {
        return response()
                .map(each -> "The bytes can also be a response to " + each.api().name() + "; if they are one, try "
                        + options(each) + ".");
    }

    /** The command line that explains each guess, one a line; empty if there is none. */
    Optional<String> commands() {
        return likeliest.isEmpty()
                ? Optional.empty()
                : Optional.of("It looks like "
                        + (likeliest.get(0).type() == MessageType.REQUEST ? "a request of " : "a response to ")
                        + likeliest.get(0).api().name()
                        + (likeliest.size() == 1 ? "; try" : "; try, likeliest first:")
                        + likeliest.stream().map(Guesses::command).collect(Collectors.joining()));
    }

    private static String command(LikelyMessage guess) {
        return String.format(
                Locale.ROOT, "%n  kspec explain %s ...  # certainty %.2f", options(guess), guess.certainty());
    }

    private static String options(LikelyMessage guess) {
        return guess.type() == MessageType.REQUEST
                ? "--request --api " + guess.api().name()
                : "--response --api " + guess.api().name() + " --version " + guess.version();
    }
}
