package io.kspec.protocol.codec;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.spec.FieldSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects layout entries, and knows the path of the field that is being read. */
final class LayoutRecorder {
    private static final String TAGGED_FIELDS = "TaggedFields";

    private final boolean collecting;
    private final List<LayoutEntry> entries = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();
    private MessageId message;
    private @Nullable FieldSpec field;

    private LayoutRecorder(MessageId message, boolean collecting) {
        this.message = message;
        this.collecting = collecting;
    }

    /** One that collects the entries. */
    static LayoutRecorder of(MessageId message) {
        return new LayoutRecorder(message, true);
    }

    /** One that only knows the path, for a failure to tell it: a refusal must not cost more than it need. */
    static LayoutRecorder ofPathOnly(MessageId message) {
        return new LayoutRecorder(message, false);
    }

    /** Entries from here on belong to another message in the same input. */
    void begin(MessageId next) {
        message = next;
        path.setLength(0);
        field = null;
    }

    MessageId message() {
        return message;
    }

    String path() {
        return path.toString();
    }

    /** Enters a field; the result is to be given to {@link #leave}. */
    int enter(FieldSpec entered) {
        int mark = path.length();
        if (mark > 0) {
            path.append('.');
        }
        path.append(entered.name());
        field = entered;
        return mark;
    }

    int enterEntry(int index) {
        int mark = path.length();
        path.append('[').append(index).append(']');
        return mark;
    }

    int enterTaggedFields() {
        int mark = path.length();
        path.append(mark > 0 ? "." : "").append(TAGGED_FIELDS);
        field = null;
        return mark;
    }

    void leave(int mark) {
        path.setLength(mark);
    }

    /** Goes back to the buffer of tagged fields that a known field interrupted. */
    void restore(String buffer) {
        path.setLength(0);
        path.append(buffer);
        field = null;
    }

    void add(LayoutRole role, int start, int end, @Nullable Object value) {
        if (collecting) {
            entries.add(new LayoutEntry(message, path(), field, role, start, end, value));
        }
    }

    /** Opens a group; the result is to be given to {@link #closeGroup}. */
    int openGroup(int start) {
        add(LayoutRole.GROUP, start, start, null);
        return entries.size() - 1;
    }

    void closeGroup(int index, int end) {
        if (!collecting) {
            return;
        }
        LayoutEntry open = entries.get(index);
        entries.set(
                index,
                new LayoutEntry(open.message(), open.path(), open.field(), LayoutRole.GROUP, open.start(), end, null));
    }

    Layout layout() {
        return new Layout(entries);
    }
}
