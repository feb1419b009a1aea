package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Guesses which response bytes are that decode as none: of those that strict decoding gets furthest with, the ones with the
 * most certain slips.
 */
final class ResponseGuess {
    /** Decoding must get this far. */
    private static final double LEAST = 0.25;
    /** How many are diagnosed. */
    private static final int DIAGNOSED = 16;
    /** Below this certainty nothing is guessed. */
    private static final double UNCERTAIN = 0.6;

    private static final int MOST = 2;
    /** Less has too little in it. */
    private static final int SMALLEST = 16;

    private ResponseGuess() {}

    private record Guess(IdentifiedMessage response, double likelihood) {}

    /** The likeliest responses, one an API; empty if none is likely. */
    static List<IdentifiedMessage> likeliest(Bytes bytes) {
        if (bytes.size() < SMALLEST || isOneByte(bytes)) {
            return List.of();
        }
        boolean sized = bytes.getInt(0) == bytes.size() - Integer.BYTES;
        FrameCandidate frame =
                sized ? new FrameCandidate(bytes.slice(Integer.BYTES), bytes.getInt(0)) : FrameCandidate.bare(bytes);
        Set<ApiSpec> apis = new HashSet<>();
        return furthest(frame).stream()
                .map(guess -> new Guess(guess.response(), certainty(guess.response())))
                .filter(guess -> guess.likelihood() >= UNCERTAIN)
                .sorted(Comparator.comparingDouble(Guess::likelihood).reversed())
                .map(Guess::response)
                .filter(response -> apis.add(response.api()))
                .limit(MOST)
                .toList();
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

    private static List<Guess> furthest(FrameCandidate frame) {
        List<Guess> guesses = new ArrayList<>();
        for (ApiSpec api : Catalog.standard().apis()) {
            for (int version = api.versions().lowest();
                    version <= api.versions().highest();
                    version++) {
                IdentifiedMessage response = IdentifiedMessage.response(api, version, frame, List.of());
                double reach = response.reach();
                if (reach >= LEAST) {
                    guesses.add(new Guess(response, reach));
                }
            }
        }
        guesses.sort(Comparator.comparingDouble(Guess::likelihood).reversed());
        return guesses.subList(0, Math.min(DIAGNOSED, guesses.size()));
    }

    private static double certainty(IdentifiedMessage response) {
        return Assessment.on(response, response.attempt())
                .explanation()
                .map(Explanation::certainty)
                .orElse(0.0);
    }
}
