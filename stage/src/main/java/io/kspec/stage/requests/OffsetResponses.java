package io.kspec.stage.requests;

import io.kspec.protocol.message.Message;
import java.util.List;

/** OffsetFetch answers: of one group in the answer itself up to version 7, then an array of groups. */
public final class OffsetResponses {
    private OffsetResponses() {}

    /** The path, with a dot after it, of what an answer says of a group: {@code Groups[0].}, or empty. */
    public static String groupPath(Message answer, int group) {
        return answer.has("Groups") ? "Groups[" + group + "]." : "";
    }

    /**
     * The error of the first group as a whole; 0 before version 2, which has errors of partitions alone, and for an answer
     * without groups.
     */
    public static int groupError(Message answer) {
        List<Message> groups = answer.has("Groups") ? answer.getStructs("Groups") : List.of(answer);
        return groups.isEmpty() || !groups.get(0).has("ErrorCode")
                ? 0
                : groups.get(0).getShort("ErrorCode");
    }
}
