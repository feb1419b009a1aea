package io.kspec.cli.explain;

import io.kspec.cli.explain.Row.Kind;
import io.kspec.inspection.reading.AnnotatedBytes;
import io.kspec.inspection.reading.Finding;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.text.FieldText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns bytes and their fields into rows; every byte is in exactly one of them. */
final class RowWriter {
    private static final String TAGGED_FIELDS = "TaggedFields";

    private final AnnotatedBytes reading;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int depth;

    private RowWriter(AnnotatedBytes reading) {
        this.reading = reading;
    }

    static List<Row> rows(AnnotatedBytes reading) {
        return new RowWriter(reading).rows();
    }

    private List<Row> rows() {
        List<LayoutEntry> entries = reading.entries();
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), i + 1 < entries.size() ? entries.get(i + 1) : null);
            for (String note : reading.notes().getOrDefault(i, List.of())) {
                rows.add(Row.note(at, depth, note));
            }
        }
        skipTo(reading.bytes().size());
        reading.findings().forEach(this::insert);
        return rows;
    }

    private void add(LayoutEntry entry, @Nullable LayoutEntry next) {
        skipTo(entry.start());
        depth = (int) entry.path().chars().filter(c -> c == '.').count();
        if (entry.role() == LayoutRole.GROUP) {
            group(entry, next);
            return;
        }
        if (entry.size() > 0) {
            rows.add(leaf(entry, next));
            at = entry.end();
        }
    }

    private void skipTo(int offset) {
        if (at < offset) {
            rows.add(Row.unread(at, offset, depth));
            at = offset;
        }
    }

    private void group(LayoutEntry entry, @Nullable LayoutEntry next) {
        if (entry.path().isEmpty()) {
            rows.add(new Row(Kind.MESSAGE, at, at, 0, entry.message().toString(), ""));
        } else if (next == null
                || !(next.path().equals(entry.path())
                        && (next.role() == LayoutRole.COUNT || next.role() == LayoutRole.GROUP))) {
            rows.add(new Row(Kind.GROUP, at, at, depth, name(entry), ""));
        }
    }

    private Row leaf(LayoutEntry entry, @Nullable LayoutEntry next) {
        String name = name(entry);
        return switch (entry.role()) {
            case LENGTH -> length(entry, name, next);
            case COUNT -> framing(entry, name + ": " + FieldText.count(entry.value()));
            case PRESENCE -> framing(entry, name + (Objects.equals(entry.value(), -1) ? " = null" : ": present"));
            case TAG_COUNT -> framing(entry, "tagged fields: " + entry.value());
            case TAG -> framing(entry, "tag " + entry.value());
            case TAG_SIZE -> framing(entry, "size " + entry.value());
            case UNKNOWN_TAG -> row(entry, "unknown tagged field", FieldText.FULL.value(entry.path(), entry.value()));
            case VALUE, GROUP -> row(entry, name, FieldText.FULL.value(entry.path(), entry.value()));
        };
    }

    private Row length(LayoutEntry entry, String name, @Nullable LayoutEntry next) {
        if (Objects.equals(entry.value(), -1)) {
            return row(entry, name, "null");
        }
        boolean empty = Objects.equals(entry.value(), 0);
        boolean text = next != null && next.value() instanceof String;
        return empty ? row(entry, name, text ? "\"\"" : "empty") : framing(entry, name + ", length " + entry.value());
    }

    private Row row(LayoutEntry entry, String label, String value) {
        return new Row(Kind.VALUE, entry.start(), entry.end(), depth, label, value);
    }

    private Row framing(LayoutEntry entry, String label) {
        return new Row(Kind.FRAMING, entry.start(), entry.end(), depth, label, "");
    }

    private static String name(LayoutEntry entry) {
        String name = entry.path().substring(entry.path().lastIndexOf('.') + 1);
        return name.equals(TAGGED_FIELDS) ? "tagged fields" : name;
    }

    private int beforeByte(Finding finding) {
        int index = 0;
        while (index < rows.size()
                && (finding.decompressed()
                        || !rows.get(index).hasBytes()
                        || rows.get(index).end() <= finding.start())) {
            index++;
        }
        return index;
    }

    private int afterBytesUpTo(int end) {
        int index = rows.size();
        while (index > 0
                && !(rows.get(index - 1).hasBytes() && rows.get(index - 1).end() <= end)) {
            index--;
        }
        return index;
    }

    /** Inserts a finding before the bytes it is about, or after those at whose end something is missing. */
    private void insert(Finding finding) {
        int index = finding.after() ? afterBytesUpTo(finding.start()) : beforeByte(finding);
        Kind kind = finding.wrong() ? Kind.WRONG : Kind.STOP;
        rows.add(index, new Row(kind, finding.start(), finding.start(), 0, finding.text(), ""));
    }
}
