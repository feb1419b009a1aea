package io.kspec.recorder;

import java.util.Comparator;
import java.util.List;

/**
 * A session file as read.
 *
 * @param header its first line
 * @param calls the requests and their responses, in the order in which the requests were sent
 * @param notes what was passed but not recorded, and other remarks, for humans
 * @param end why the recording ended, for humans
 */
public record RecordedSession(SessionHeader header, List<RecordedCall> calls, List<String> notes, String end) {
    public RecordedSession {
        calls = calls.stream()
                .sorted(Comparator.comparingLong(call -> call.sent().order()))
                .toList();
        notes = List.copyOf(notes);
    }
}
