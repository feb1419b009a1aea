package io.kspec.protocol.codec;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.FieldSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects layout entries and tracks the path of the field that is being read. */
final class LayoutRecorder {
    private static final String TAGGED_FIELDS = "TaggedFields";

    private final boolean collecting;
    private final List<LayoutEntry> entries = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();
    /** The path as text, cached until it changes, so that the entries of a field share it. */
    private @Nullable String text;

    private MessageId message;
    private @Nullable FieldSpec field;

    private LayoutRecorder(MessageId message, boolean collecting) {
        this.message = message;
        this.collecting = collecting;
    }

    /** Creates a recorder that collects the entries. */
    static LayoutRecorder of(MessageId message) {
        return new LayoutRecorder(message, true);
    }

    /** Creates a recorder that only tracks the path, to locate a failure cheaply. */
    static LayoutRecorder ofPathOnly(MessageId message) {
        return new LayoutRecorder(message, false);
    }

    /** Starts another message in the same input. */
    void begin(MessageId next) {
        message = next;
        cut(0);
        field = null;
    }

    MessageId message() {
        return message;
    }

    String path() {
        if (text == null) {
            text = path.toString();
        }
        return text;
    }

    private void cut(int length) {
        path.setLength(length);
        text = null;
    }

    /** Enters a field; returns the argument for {@link #leave}. */
    int enter(FieldSpec entered) {
        field = entered;
        return append(entered.name());
    }

    int enterEntry(int index) {
        int mark = path.length();
        path.append('[').append(index).append(']');
        text = null;
        return mark;
    }

    int enterTaggedFields() {
        field = null;
        return append(TAGGED_FIELDS);
    }

    private int append(String name) {
        int mark = path.length();
        path.append(mark > 0 ? "." : "").append(name);
        text = null;
        return mark;
    }

    void leave(int mark) {
        cut(mark);
    }

    /** Returns to the path of the tagged fields after a known field. */
    void restore(String buffer) {
        cut(0);
        path.append(buffer);
        field = null;
    }

    void add(LayoutRole role, int start, int end, @Nullable Object value) {
        if (collecting) {
            entries.add(new LayoutEntry(message, path(), field, role, start, end, value));
        }
    }

    /** Opens a group; returns the argument for {@link #closeGroup}. */
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
