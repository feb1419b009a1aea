package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Replies to a request as was recorded for the nearest one: of the same API and version, with the fewest fields that differ.
 * Of several that are equally near, those that were not replayed yet come first, in their order; then the last one is repeated.
 */
final class LenientPlaybook implements Playbook {
    /** How many recorded requests are compared with one. */
    private static final int MOST_COMPARED = 2_000;

    private final Map<Kind, List<Candidate>> candidates = new HashMap<>();

    /** What a request must have in common with a recorded one. */
    private record Kind(int apiKey, int version) {}

    private static final class Candidate {
        private final RecordedCall call;
        private final RequestComparison request;
        private int replayed;

        Candidate(RecordedCall call) {
            this.call = call;
            this.request = RequestComparison.of(call.request().bytes());
        }
    }

    LenientPlaybook(RecordedSession session) {
        for (RecordedCall call : session.calls()) {
            boolean answers = call.ending() == CallEnding.NONE_DUE
                    || (call.response() != null && call.response().isComplete());
            List<Candidate> known =
                    candidates.computeIfAbsent(new Kind(call.apiKey(), call.version()), kind -> new ArrayList<>());
            if (answers && known.size() < MOST_COMPARED) {
                known.add(new Candidate(call));
            }
        }
    }

    @Override
    public Page open(String broker) {
        return this::reply;
    }

    private synchronized Reply reply(Bytes request) {
        RequestComparison found = RequestComparison.of(request);
        Candidate nearest = null;
        int distance = Integer.MAX_VALUE;
        for (Candidate each : candidates.getOrDefault(new Kind(found.apiKey(), found.version()), List.of())) {
            int differences = found.differencesTo(each.request).size();
            if (nearest == null || differences < distance || (differences == distance && isBefore(each, nearest))) {
                nearest = each;
                distance = differences;
            }
        }
        if (nearest == null) {
            return new Reply.Refusal(nothingFor(found));
        }
        nearest.replayed++;
        return Reply.of(nearest.call);
    }

    /** Whether a candidate, which was recorded after another, is replayed before it. */
    private static boolean isBefore(Candidate each, Candidate other) {
        return each.replayed < other.replayed || (each.replayed > 0 && other.replayed > 0);
    }

    private @Nullable String versions(int apiKey) {
        TreeSet<Integer> versions = new TreeSet<>();
        candidates.forEach((kind, known) -> {
            if (kind.apiKey() == apiKey && !known.isEmpty()) {
                versions.add(kind.version());
            }
        });
        return versions.isEmpty() ? null : versions.toString();
    }

    private String nothingFor(RequestComparison found) {
        String versions = versions(found.apiKey());
        return found.title() + " of client \"" + found.client() + "\": expected a request that was recorded with its"
                + " response, found none of this API" + (versions == null ? "" : " but those of versions " + versions);
    }
}
