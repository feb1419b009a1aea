package io.kspec.recorder;

import java.util.Comparator;
import java.util.List;

/**
 * A session file as read.
 *
 * @param header its first line
 * @param calls the requests and their responses, in the order in which the requests were sent
 * @param tokens the SASL tokens without headers, in their order
 * @param notes what was passed but not recorded, and other remarks, for humans
 * @param end why the recording ended, for humans
 */
public record RecordedSession(
        SessionHeader header, List<RecordedCall> calls, List<RecordedToken> tokens, List<String> notes, String end) {
    public RecordedSession {
        calls = calls.stream()
                .sorted(Comparator.comparingLong(call -> call.sent().order()))
                .toList();
        tokens = List.copyOf(tokens);
        notes = List.copyOf(notes);
    }

    /** A session without SASL tokens of their own. */
    public RecordedSession(SessionHeader header, List<RecordedCall> calls, List<String> notes, String end) {
        this(header, calls, List.of(), notes, end);
    }
}
