package io.kspec.stage.requests;

import io.kspec.protocol.message.Message;

/** OffsetFetch answers: of one group in the answer itself up to version 7, then an array of groups. */
public final class OffsetResponses {
    private OffsetResponses() {}

    /** The path, with a dot after it, of what an answer says of a group: {@code Groups[0].}, or empty. */
    public static String groupPath(Message answer, int group) {
        return answer.has("Groups") ? "Groups[" + group + "]." : "";
    }

    /** The error of the first group as a whole; 0 before version 2, which has errors of partitions alone. */
    public static int groupError(Message answer) {
        Message group = answer.has("Groups") ? answer.getStructs("Groups").get(0) : answer;
        return group.has("ErrorCode") ? group.getShort("ErrorCode") : 0;
    }
}
