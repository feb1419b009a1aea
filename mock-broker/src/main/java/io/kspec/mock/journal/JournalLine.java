package io.kspec.mock.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.mock.script.JournalEntry;

/** A journal entry as one line: JSON with all bytes, which {@code kspec explain} reads, or a short text. */
public final class JournalLine {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JournalLine() {}

    /** The entry as JSON without line breaks. */
    public static String json(JournalEntry entry) {
        try {
            return MAPPER.writeValueAsString(JournalTree.ofBytes(entry));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /** The entry as text: {@code #12 connection 3, JoinGroup v1: ANSWERED in 4 ms, 87 and 42 bytes}. */
    public static String text(JournalEntry entry) {
        StringBuilder text = new StringBuilder(entry.toString());
        text.append(", ").append(entry.request().size()).append(" bytes");
        if (entry.response() != null) {
            text.append(" and ").append(entry.response().size()).append(" bytes");
        }
        if (entry.answeredMs() >= 0) {
            text.append(", ").append(entry.answeredMs() - entry.receivedMs()).append(" ms");
        }
        if (entry.clientId() != null) {
            text.append(", client ").append(entry.clientId());
        }
        return text.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
