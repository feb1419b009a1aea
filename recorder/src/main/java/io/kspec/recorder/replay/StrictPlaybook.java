package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expects of each connection the requests of a recorded one, in their order. A connection takes the place of the first recorded
 * one to the same broker that began with the same request and whose place is free.
 */
final class StrictPlaybook implements Playbook {
    private final Map<Integer, List<RecordedCall>> connections = new LinkedHashMap<>();
    private final Set<Integer> taken = new HashSet<>();

    StrictPlaybook(RecordedSession session) {
        session.calls().forEach(call -> connections
                .computeIfAbsent(call.connection(), number -> new ArrayList<>())
                .add(call));
    }

    @Override
    public Page open(String broker) {
        return new StrictPage(broker);
    }

    private synchronized @Nullable List<RecordedCall> take(String broker, RequestComparison first) {
        List<RecordedCall> otherwise = null;
        int number = 0;
        for (Map.Entry<Integer, List<RecordedCall>> each : connections.entrySet()) {
            RecordedCall call = each.getValue().get(0);
            if (taken.contains(each.getKey()) || !call.broker().equals(broker)) {
                continue;
            }
            if (difference(call, first) == null) {
                taken.add(each.getKey());
                return each.getValue();
            }
            if (otherwise == null) {
                otherwise = each.getValue();
                number = each.getKey();
            }
        }
        if (otherwise != null) {
            taken.add(number);
        }
        return otherwise;
    }

    /** What a request lacks to be a recorded one; null if nothing. */
    private static @Nullable String difference(RecordedCall call, RequestComparison found) {
        if (call.apiKey() != found.apiKey() || call.version() != found.version()) {
            return "expected " + call + ", found " + found.title();
        }
        if (!call.request().isComplete()) {
            return null;
        }
        List<String> differences =
                found.differencesTo(RequestComparison.of(call.request().bytes()));
        return differences.isEmpty() ? null : call + ", " + differences.get(0);
    }

    private final class StrictPage implements Page {
        private final String broker;
        private @Nullable List<RecordedCall> calls;
        private int next;

        StrictPage(String broker) {
            this.broker = broker;
        }

        @Override
        public Reply reply(Bytes request) {
            RequestComparison found = RequestComparison.of(request);
            if (calls == null) {
                calls = take(broker, found);
                if (calls == null) {
                    return new Reply.Refusal("expected no further connection to " + broker + ", found one with "
                            + found.title() + " of client \"" + found.client() + "\"");
                }
            }
            int connection = calls.get(0).connection();
            String place = "request " + (next + 1) + " of connection " + connection + ": ";
            if (next == calls.size()) {
                return new Reply.Refusal(place + "expected no more, found " + found.title());
            }
            RecordedCall call = calls.get(next++);
            String difference = difference(call, found);
            return difference == null ? Reply.of(call) : new Reply.Refusal(place + difference);
        }
    }
}
