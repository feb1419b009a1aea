package io.kspec.protocol.record;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.List;

/** Collects the byte ranges of the fields of batches, in wire order. */
final class RangeRecorder {
    private final List<LayoutEntry> entries = new ArrayList<>();

    /** Marks the current position, so that a group can be inserted before the entries that follow. */
    int mark() {
        return entries.size();
    }

    void add(MessageId message, String path, LayoutRole role, int start, int end, Object value) {
        entries.add(new LayoutEntry(message, path, null, role, start, end, value));
    }

    void addGroup(MessageId message, String path, int mark, int start, int end) {
        entries.add(mark, new LayoutEntry(message, path, null, LayoutRole.GROUP, start, end, null));
    }

    Layout layout() {
        return new Layout(entries);
    }
}
