package io.kspec.stage.requests;

import io.kspec.protocol.message.Message;
import java.util.List;

/** FindCoordinator answers: one coordinator in the answer itself up to version 3, then an array of them. */
public final class CoordinatorResponses {
    private CoordinatorResponses() {}

    /** What an answer says of each key. */
    public static List<FoundCoordinator> coordinators(Message answer) {
        return answer.has("Coordinators")
                ? answer.getStructs("Coordinators").stream()
                        .map(CoordinatorResponses::coordinator)
                        .toList()
                : List.of(coordinator(answer));
    }

    private static FoundCoordinator coordinator(Message found) {
        return new FoundCoordinator(
                found.getShort("ErrorCode"), found.getInt("NodeId"), found.getString("Host"), found.getInt("Port"));
    }

    /** The path, with a dot after it, of what an answer says of its first key: {@code Coordinators[0].}, or empty. */
    public static String firstPath(Message answer) {
        return answer.has("Coordinators") ? "Coordinators[0]." : "";
    }
}
