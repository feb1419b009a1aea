package io.kspec.scenarios;

import io.kspec.yaml.FilePosition;
import io.kspec.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a scenario. */
public sealed interface Step {
    /** Its name in reports. */
    String name();

    /** Where it begins in its file. */
    FilePosition at();

    /** The requests that the step sends. */
    default List<Call> calls() {
        return List.of();
    }

    /** Sends a request and checks its response. */
    record Request(String name, FilePosition at, Call call, ExpectedResponse expected) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    /**
     * Sends a request without waiting for its response.
     *
     * @param label the label under which {@link Receive} receives the response; null if the request has none
     */
    record Send(String name, FilePosition at, Call call, @Nullable String label) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(call);
        }
    }

    /** Waits for the response to an earlier {@link Send}, and checks it. */
    record Receive(String name, FilePosition at, String label, ExpectedResponse expected) implements Step {}

    /** Sends several requests at once, then waits for all responses. */
    record Parallel(String name, FilePosition at, List<Request> requests) implements Step {
        public Parallel {
            requests = List.copyOf(requests);
        }

        @Override
        public List<Call> calls() {
            return requests.stream().map(Request::call).toList();
        }
    }

    /**
     * Sends bytes.
     *
     * @param bytes the bytes, with variables in them
     * @param size the size to write before them, or null for their real size
     * @param bare whether to write no size at all
     */
    record Raw(String name, FilePosition at, String role, YamlNode bytes, @Nullable Integer size, boolean bare)
            implements Step {}

    /** Closes the connections of a role. */
    record Disconnect(String name, FilePosition at, String role) implements Step {}

    /** Expects the target to close the role's connection within a limit. */
    record ExpectDisconnect(String name, FilePosition at, String role, Duration limit) implements Step {}

    /** Expects the target to send nothing on the role's connection, and to keep it open. */
    record ExpectSilence(String name, FilePosition at, String role, Duration duration) implements Step {}

    /** Waits. */
    record Wait(String name, FilePosition at, Duration duration) implements Step {}
}
