package io.kspec.scenarios;

import io.kspec.yaml.Position;
import io.kspec.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happens in a scenario. */
public sealed interface Step {
    /** What reports call it. */
    String name();

    /** Where it begins in its file. */
    Position at();

    /** The requests that it sends. */
    default List<Call> calls() {
        return List.of();
    }

    /** A request is sent, and its answer looked at. */
    record Request(String name, Position at, Call call, Answer answer) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    /**
     * A request is sent, and not waited for.
     *
     * @param label by which {@link Receive} knows it; null where no answer is expected at all
     */
    record Send(String name, Position at, Call call, @Nullable String label) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    /** The answer to a request that was sent before is waited for, and looked at. */
    record Receive(String name, Position at, String label, Answer answer) implements Step {}

    /** Several roles ask at once: all requests are sent, then all answers waited for. */
    record Parallel(String name, Position at, List<Request> requests) implements Step {
        public Parallel {
            requests = List.copyOf(requests);
        }

        @Override
        public List<Call> calls() {
            return requests.stream().map(Request::call).toList();
        }
    }

    /**
     * Bytes are sent.
     *
     * @param bytes the bytes, with variables in them
     * @param size the size that is written before them: their own if null
     * @param bare whether no size is written at all
     */
    record Raw(String name, Position at, String role, YamlNode bytes, @Nullable Integer size, boolean bare)
            implements Step {}

    /** A role closes its connections. */
    record Disconnect(String name, Position at, String role) implements Step {}

    /** The target must close the role's connection within a limit. */
    record ExpectDisconnect(String name, Position at, String role, Duration limit) implements Step {}

    /** The target must send nothing over the role's connection, and leave it open. */
    record ExpectSilence(String name, Position at, String role, Duration duration) implements Step {}

    /** Time passes. */
    record Wait(String name, Position at, Duration duration) implements Step {}
}
