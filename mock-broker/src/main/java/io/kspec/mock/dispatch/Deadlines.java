package io.kspec.mock.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When to poll waiting conversations, at most once each. Setting and removing a deadline costs the logarithm of their number. */
final class Deadlines {
    private final Map<Conversation, Deadline> byConversation = new HashMap<>();
    private final TreeMap<Deadline, Conversation> inOrder = new TreeMap<>();
    private long next;

    /** A time; equal times are told apart by the order in which they were set. */
    private record Deadline(long timeMs, long number) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int byTime = Long.compare(timeMs, other.timeMs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Sets a conversation's deadline, replacing any earlier one; {@link PendingAnswer#NEVER} removes it. */
    void set(Conversation conversation, long timeMs) {
        Deadline before = byConversation.get(conversation);
        if (before != null && before.timeMs() == timeMs) {
            return;
        }
        if (before != null) {
            byConversation.remove(conversation);
            inOrder.remove(before);
        }
        if (timeMs != PendingAnswer.NEVER) {
            Deadline deadline = new Deadline(timeMs, next++);
            byConversation.put(conversation, deadline);
            inOrder.put(deadline, conversation);
        }
    }

    /** The earliest deadline, or {@link PendingAnswer#NEVER}. */
    long nextMs() {
        return inOrder.isEmpty() ? PendingAnswer.NEVER : inOrder.firstKey().timeMs();
    }

    /** Removes and returns the conversations whose deadline is at or before a time, in order of their deadlines. */
    List<Conversation> takeDue(long nowMs) {
        List<Conversation> due = new ArrayList<>();
        while (!inOrder.isEmpty() && nextMs() <= nowMs) {
            Conversation conversation = inOrder.pollFirstEntry().getValue();
            byConversation.remove(conversation);
            due.add(conversation);
        }
        return due;
    }
}
