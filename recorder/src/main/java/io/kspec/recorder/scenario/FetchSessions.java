package io.kspec.recorder.scenario;

import io.kspec.protocol.message.Message;
import java.util.HashMap;
import java.util.Map;

/**
 * The epochs of fetch sessions (KIP-227). They count the requests of a session, some of which are not steps, so that the steps
 * are counted again.
 */
final class FetchSessions {
    private static final String EPOCH = "SessionEpoch";
    private static final String ID = "SessionId";

    /** The next epoch, by the id of the session. */
    private final Map<Integer, Integer> next = new HashMap<>();

    /** Sets the epoch in the body of a step. */
    void number(SessionStep step, Map<String, Object> body) {
        Message request = step.request();
        if (!request.has(EPOCH)) {
            return;
        }
        int epoch = request.getInt(EPOCH);
        if (epoch > 0) {
            int counted = next.getOrDefault(request.getInt(ID), epoch);
            next.put(request.getInt(ID), counted + 1);
            body.computeIfPresent(EPOCH, (key, recorded) -> counted);
            body.computeIfPresent(EPOCH + "?", (key, recorded) -> counted);
        } else if (epoch == 0 && step.response() != null) {
            next.put(step.response().getInt(ID), 1);
        }
    }
}
