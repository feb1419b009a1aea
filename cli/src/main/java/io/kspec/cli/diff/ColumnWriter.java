package io.kspec.cli.diff;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.inspection.diff.MessagePart;
import io.kspec.protocol.Bytes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes values of two messages side by side: offset and bytes, with the value below. */
final class ColumnWriter {
    private static final int BYTES_A_LINE = 8;
    /** The number of lines of bytes, and of text, shown of a value without --full. */
    private static final int LINES = 4;
    /** The name of the message and an offset. */
    private static final int MARGIN = 9;
    /** The number of equal characters shown before the first difference. */
    private static final int CONTEXT = 16;

    private final PrintWriter out;
    private final Colours colours;
    private final boolean full;
    /** Of one of the two columns. */
    private final int width;

    /** A line of a column, and its visible width. */
    private record Line(String text, int visible) {
        static final Line NONE = new Line("", 0);
    }

    ColumnWriter(Terminal terminal, boolean full) {
        this.out = terminal.out();
        this.colours = terminal.colours();
        this.full = full;
        this.width = Math.max(Terminal.WIDTH, terminal.width()) / 2;
    }

    /** Writes two columns. */
    void write(Column a, Column b) {
        int first = full ? 0 : firstDifference(a.bytes(), b.bytes()) / BYTES_A_LINE * BYTES_A_LINE;
        List<Line> left = lines(a, b, first);
        List<Line> right = lines(b, a, first);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Line one = i < left.size() ? left.get(i) : Line.NONE;
            Line other = i < right.size() ? right.get(i) : Line.NONE;
            out.println((one.text() + " ".repeat(Math.max(1, width - one.visible())) + other.text()).stripTrailing());
        }
    }

    /** Writes a single column, with the name of the field next to its bytes. */
    void write(Column column, String label) {
        int textWidth = 2 * width - MARGIN - BYTES_A_LINE * 3 - 1;
        List<Line> hex = column.bytes().isEmpty() ? List.of() : hex(column, column.bytes(), 0);
        List<String> text = limited(Wrapping.lines(label + " = " + column.text(), textWidth));
        for (int i = 0; i < Math.max(hex.size(), text.size()); i++) {
            Line line = i < hex.size() ? hex.get(i) : i == 0 ? margin(column, MessagePart.NOWHERE) : Line.NONE;
            String padding = " ".repeat(Math.max(1, MARGIN + BYTES_A_LINE * 3 + 1 - line.visible()));
            out.println((line.text() + padding + (i < text.size() ? text.get(i) : "")).stripTrailing());
        }
    }

    private static int firstDifference(Bytes a, Bytes b) {
        int at = 0;
        while (at < a.size() && at < b.size() && a.get(at) == b.get(at)) {
            at++;
        }
        return at < Math.max(a.size(), b.size()) ? at : 0;
    }

    private List<Line> lines(Column column, Column other, int first) {
        List<Line> lines = new ArrayList<>();
        if (first < column.bytes().size()) {
            lines.addAll(hex(column, column.wrong() || other.wrong() ? Bytes.EMPTY : other.bytes(), first));
        } else {
            lines.add(margin(
                    column, column.start() + Math.min(first, column.bytes().size())));
        }
        List<String> text = Wrapping.lines(excerpt(column.text(), other.text()), width - MARGIN - 1);
        for (String line : limited(text)) {
            String shown = column.wrong() ? colours.bad(line) : colours.name(line);
            lines.add(new Line(" ".repeat(MARGIN) + shown, MARGIN + line.length()));
        }
        return lines;
    }

    private List<String> limited(List<String> lines) {
        if (full || lines.size() <= LINES) {
            return lines;
        }
        List<String> few = new ArrayList<>(lines.subList(0, LINES - 1));
        few.add("… see --full");
        return few;
    }

    /** Long texts, starting a little before their first difference. */
    private String excerpt(String text, String other) {
        int most = LINES * (width - MARGIN - 1);
        if (full || text.length() <= most || other.length() <= most) {
            return text;
        }
        int same = 0;
        while (same < text.length() && same < other.length() && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same <= CONTEXT ? text : "…" + text.substring(same - CONTEXT);
    }

    private Line margin(Column column, int offset) {
        String number =
                offset == MessagePart.NOWHERE || column.start() == MessagePart.NOWHERE ? "" : Integer.toString(offset);
        String padding = " ".repeat(Math.max(1, MARGIN - 2 - column.name().length() - number.length()));
        int visible = column.name().length() + padding.length() + number.length() + 1;
        return new Line(colours.strong(column.name()) + padding + colours.faint(number) + " ", visible);
    }

    private List<Line> hex(Column column, Bytes other, int first) {
        List<Line> lines = new ArrayList<>();
        int size = column.bytes().size();
        for (int from = first; from < size && (full || lines.size() < LINES); from += BYTES_A_LINE) {
            Line margin = from == first
                    ? margin(column, column.start() + from)
                    : margin(new Column(" ", column.start(), Bytes.EMPTY, "", false), column.start() + from);
            Line bytes = bytes(column, other, from, Math.min(from + BYTES_A_LINE, size));
            lines.add(new Line(margin.text() + bytes.text(), margin.visible() + bytes.visible()));
        }
        int hidden = size - first - lines.size() * BYTES_A_LINE;
        if (hidden > 0) {
            String text = "… " + hidden + " more bytes, see --full";
            lines.add(new Line(" ".repeat(MARGIN) + colours.faint(text), MARGIN + text.length()));
        }
        return lines;
    }

    /** Bytes in hexadecimal; those that differ from the other message are enclosed in angle brackets. */
    private Line bytes(Column column, Bytes other, int from, int to) {
        StringBuilder line = new StringBuilder();
        boolean before = false;
        boolean comparable = column.wrong() || !other.isEmpty();
        for (int i = from; i < to; i++) {
            byte each = column.bytes().get(i);
            boolean marked = comparable && (i >= other.size() || other.get(i) != each);
            line.append(marked && !before ? ">" : before && !marked ? "<" : " ");
            String digits = String.format("%02x", each);
            line.append(marked ? colours.bad(digits) : digits);
            before = marked;
        }
        line.append(before ? "<" : " ");
        return new Line(line.toString(), (to - from) * 3 + 1);
    }
}
