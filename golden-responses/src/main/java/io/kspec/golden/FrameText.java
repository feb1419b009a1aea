package io.kspec.golden;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.record.RecordsLayout;
import io.kspec.protocol.text.FieldText;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a frame: one for its header and one for each field of its body, the bytes first and then, after a {@code
 * #}, what they say. Of the header that is the values, in the order of its definition; an empty buffer of tagged fields
 * goes with the field before it.
 */
final class FrameText {
    /** How many bytes a line has at most. */
    static final int BYTES_PER_LINE = 32;
    /** The column that notes begin at where the bytes leave room. */
    private static final int NOTE_COLUMN = 18;

    private final Bytes frame;
    private final String prefix;
    private final StringBuilder out;
    private int written;

    private FrameText(Bytes frame, String prefix, StringBuilder out) {
        this.frame = frame;
        this.prefix = prefix;
        this.out = out;
    }

    /**
     * Appends a frame.
     *
     * @param attempt what decoding the frame came to
     * @param version the version that was asked for; a body of another version gets a heading that says so
     * @param prefix what every line begins with
     */
    static void append(Bytes frame, DecodeAttempt attempt, int version, String prefix, StringBuilder out) {
        FrameText text = new FrameText(frame, prefix, out);
        List<LayoutEntry> leaves = attempt.layout().leaves();
        int body = (int) leaves.stream().filter(FrameText::isOfHeader).count();
        if (body > 0) {
            text.header(leaves.subList(0, body));
        }
        if (body < leaves.size() && leaves.get(body).message().version() != version) {
            text.heading(leaves.get(body).message().toString());
        }
        text.leaves(leaves.subList(body, leaves.size()));
        if (text.written < frame.size()) {
            text.heading("not decoded" + reason(attempt.failure()));
            text.line(List.of(frame.slice(text.written)), "");
        }
    }

    /** Only what the bytes decide; the words of a failure also tell what kspec knows, which grows. */
    private static String reason(@Nullable DecodeFailure failure) {
        return failure == null ? "" : ": " + failure.path() + " at byte " + failure.offset() + ", " + failure.kind();
    }

    private static boolean isOfHeader(LayoutEntry leaf) {
        return leaf.message().type() == MessageType.HEADER;
    }

    private void header(List<LayoutEntry> leaves) {
        List<Bytes> bytes = new ArrayList<>();
        StringJoiner values = new StringJoiner(", ", leaves.get(0).message() + " = ", "");
        for (int i = 0; i < leaves.size(); i++) {
            bytes.add(bytes(leaves.get(i)));
            if (!isLengthOfNext(leaves, i)) {
                values.add(FieldText.NOTE.valueOf(leaves.get(i)));
            }
        }
        line(bytes, values.toString());
    }

    private void leaves(List<LayoutEntry> leaves) {
        for (int i = 0; i < leaves.size(); i++) {
            LayoutEntry leaf = leaves.get(i);
            if (leaf.start() > written) {
                line(List.of(frame.slice(written, leaf.start())), "");
            }
            if (isRecords(leaves, i)) {
                line(List.of(bytes(leaf)), FieldText.NOTE.of(leaf));
                i++;
                records(leaves.get(i));
                continue;
            }
            List<Bytes> bytes = new ArrayList<>();
            if (isLengthOfNext(leaves, i)) {
                bytes.add(bytes(leaf));
                i++;
            }
            StringBuilder note = new StringBuilder(FieldText.NOTE.of(leaves.get(i)));
            bytes.add(bytes(leaves.get(i)));
            while (i + 1 < leaves.size() && isEmptyTagBuffer(leaves.get(i + 1))) {
                i++;
                bytes.add(bytes(leaves.get(i)));
                note.append(", no tags");
            }
            line(bytes, note.toString());
        }
    }

    private static boolean isEmptyTagBuffer(LayoutEntry leaf) {
        return leaf.role() == LayoutRole.TAG_COUNT && Integer.valueOf(0).equals(leaf.value());
    }

    private static boolean isRecords(List<LayoutEntry> leaves, int index) {
        FieldSpec field = leaves.get(index).field();
        return isLengthOfNext(leaves, index)
                && field != null
                && field.kind() == FieldKind.RECORDS
                && leaves.get(index + 1).size() > 0;
    }

    private static boolean isLengthOfNext(List<LayoutEntry> leaves, int index) {
        LayoutEntry length = leaves.get(index);
        if (length.role() != LayoutRole.LENGTH || index + 1 == leaves.size()) {
            return false;
        }
        LayoutEntry next = leaves.get(index + 1);
        return next.role() == LayoutRole.VALUE && next.path().equals(length.path()) && next.start() == length.end();
    }

    /**
     * Record batches are a format of their own within the field, with paths of their own; bytes that their layout leaves
     * out stand alone.
     */
    private void records(LayoutEntry field) {
        FrameText inner = new FrameText(bytes(field), prefix, out);
        inner.leaves(RecordsLayout.of(bytes(field)).leaves());
        if (inner.written < field.size()) {
            inner.line(List.of(inner.frame.slice(inner.written)), "");
        }
        written += field.size();
    }

    private Bytes bytes(LayoutEntry leaf) {
        return frame.slice(leaf.start(), leaf.end());
    }

    private void heading(String text) {
        out.append(prefix).append("# ").append(text).append('\n');
    }

    private void line(List<Bytes> groups, String note) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int inLine = 0;
        for (Bytes group : groups) {
            for (int from = 0; from < group.size(); ) {
                if (inLine == BYTES_PER_LINE || (from == 0 && inLine > 0 && inLine + group.size() > BYTES_PER_LINE)) {
                    lines.add(current.toString());
                    current.setLength(0);
                    inLine = 0;
                }
                int to = Math.min(group.size(), from + BYTES_PER_LINE - inLine);
                current.append(current.isEmpty() ? "" : " ")
                        .append(group.slice(from, to).toHex());
                inLine += to - from;
                from = to;
            }
            written += group.size();
        }
        lines.add(current.toString());
        for (int i = 0; i < lines.size(); i++) {
            String hex = lines.get(i);
            out.append(prefix).append(hex);
            if (i == 0 && !note.isEmpty()) {
                out.append(" ".repeat(Math.max(2, NOTE_COLUMN - hex.length())))
                        .append("# ")
                        .append(note);
            }
            out.append('\n');
        }
    }
}
