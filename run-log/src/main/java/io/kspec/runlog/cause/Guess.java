package io.kspec.runlog.cause;

import io.kspec.runlog.Blame;
import java.util.ArrayList;
import java.util.List;

/**
 * One explanation of the bytes of one case.
 *
 * @param slip the kind of slip
 * @param path the field, without indices
 * @param sentence the slip in words
 * @param certainty 0 (a guess) to 1 (certain)
 */
record Guess(String slip, String path, String sentence, double certainty) {
    /** More rivals than a diagnosis gives; a log that lists more was not written by kspec. */
    private static final int MOST = 12;

    /** The explanations of a blame with a slip, the one that was chosen first; empty if there is no slip. */
    static List<Guess> of(String api, Blame blame) {
        List<Guess> guesses = new ArrayList<>();
        if (blame.slip() != null) {
            double certainty = blame.certainty() == null ? 0 : blame.certainty();
            guesses.add(new Guess(blame.slip(), Place.path(api, blame.path()), blame.sentence(), certainty));
        }
        blame.rivals().stream()
                .limit(MOST)
                .map(rival ->
                        new Guess(rival.slip(), Place.path(api, rival.path()), rival.sentence(), rival.certainty()))
                .forEach(guesses::add);
        return guesses;
    }

    /** What it shares with the same explanation of other cases. */
    String key() {
        return slip + ' ' + path;
    }
}
