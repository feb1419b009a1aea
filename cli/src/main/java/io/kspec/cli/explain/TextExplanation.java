package io.kspec.cli.explain;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.cli.explain.Row.Kind;
import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.Reaction;
import io.kspec.inspection.reading.Assessment;
import io.kspec.inspection.reading.Finding;
import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Piece;
import io.kspec.inspection.reading.Reading;
import io.kspec.inspection.reading.VersionDoubt;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.text.FieldText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a reading as text: offset, bytes and fields side by side, and what is wrong. */
final class TextExplanation {
    private static final int BYTES_A_LINE = 8;
    /** The number of lines shown of a field without --full. */
    private static final int LINES_A_FIELD = 4;

    private static final int INDENT = 2;
    /** How many versions with other slips are named. */
    private static final int MOST_RIVALS = 3;

    private static final int NARROWEST_TEXT = 20;

    private final PrintWriter out;
    private final Colours colours;
    private final int width;
    private final boolean full;
    private Bytes bytes = Bytes.EMPTY;
    private List<Finding> findings = List.of();
    private int offsetWidth;

    TextExplanation(Terminal terminal, boolean full) {
        this.out = terminal.out();
        this.colours = terminal.colours();
        this.width = terminal.width();
        this.full = full;
    }

    void write(Reading reading) {
        IdentifiedMessage subject = reading.subject();
        bytes = subject.bytes();
        findings = reading.findings();
        offsetWidth = Math.max(4, Integer.toString(bytes.size()).length());
        Wrapping.lines(title(subject), width).forEach(line -> out.println(colours.strong(line)));
        if (subject.announcedSize() != null) {
            size(subject, subject.announcedSize());
        }
        RowWriter.rows(reading).forEach(this::row);
        out.println();
        assessment(reading);
    }

    /**
     * Writes a structure or records.
     *
     * @param rivals how many structures the same bytes can be, with this one
     */
    void write(Piece piece, int rivals) {
        bytes = piece.bytes();
        findings = piece.findings();
        offsetWidth = Math.max(4, Integer.toString(bytes.size()).length());
        String title = piece.title() + ", " + FieldText.bytes(bytes.size())
                + (rivals > 1 ? "; one of " + rivals + " structures that these bytes can be" : "");
        Wrapping.lines(title, width).forEach(line -> out.println(colours.strong(line)));
        RowWriter.rows(piece).forEach(this::row);
        out.println();
        if (piece.isSound()) {
            out.println(colours.good("OK: all " + bytes.size() + " bytes decoded."));
        }
        piece.failures().forEach(failure -> paragraph(Finding.sentence(failure)));
    }

    private String title(IdentifiedMessage subject) {
        String direction = subject.type() == MessageType.REQUEST ? " request" : " response";
        return (subject.api() + " v" + subject.version() + direction + (subject.headerless() ? " body" : "") + ", "
                        + subject.bytes().size() + " bytes")
                + (subject.otherVersions().isEmpty() ? "" : "; also decodes as v" + joined(subject.otherVersions()))
                + doubt(subject.doubt());
    }

    private static String doubt(@Nullable VersionDoubt doubt) {
        if (doubt == null) {
            return "";
        }
        List<Integer> rivals = doubt.rivals();
        int others = rivals.size() - MOST_RIVALS;
        return "; it decodes at no version, and this one has the likeliest slip"
                + (rivals.isEmpty()
                        ? ""
                        : ", followed by v" + joined(rivals.subList(0, Math.min(MOST_RIVALS, rivals.size()))))
                + (others > 0 ? " and " + others + (others == 1 ? " other" : " others") : "");
    }

    private static String joined(List<Integer> versions) {
        return versions.stream()
                .map(Object::toString)
                .reduce((a, b) -> a + ", v" + b)
                .orElse("");
    }

    private void size(IdentifiedMessage subject, int announced) {
        String hex = String.format("%08x", announced).replaceAll("(..)(?=.)", "$1 ");
        String text = "Size = " + announced;
        line(
                colours.faint(right("-4")),
                padded(" " + hex, 12),
                subject.isMisannounced() ? colours.bad(text + ", but " + bytes.size() + " bytes follow") : text);
    }

    private void row(Row row) {
        if (row.kind() == Kind.WRONG || row.kind() == Kind.STOP) {
            for (String text : Wrapping.lines(row.label(), width - 2)) {
                out.println(row.kind() == Kind.WRONG ? colours.bad("! " + text) : colours.warning("| " + text));
            }
            return;
        }
        List<String> text = textLines(row);
        int lines = Math.max((row.end() - row.start() + BYTES_A_LINE - 1) / BYTES_A_LINE, text.size());
        int shown = full ? lines : Math.min(lines, LINES_A_FIELD);
        for (int i = 0; i < shown; i++) {
            int from = row.start() + i * BYTES_A_LINE;
            boolean hasHex = from < row.end();
            line(
                    hasHex ? colours.faint(right(Integer.toString(from))) : right(""),
                    hasHex ? hexLine(from, Math.min(from + BYTES_A_LINE, row.end())) : padded("", 0),
                    i < text.size() ? text.get(i) : "");
        }
        int hidden = row.end() - row.start() - shown * BYTES_A_LINE;
        if (hidden > 0 && shown < lines) {
            line(right(""), padded("", 0), indent(row) + colours.faint("… " + hidden + " more bytes, see --full"));
        }
    }

    private void line(String offset, String hex, String text) {
        out.println((offset + hex + " " + text).stripTrailing());
    }

    private String right(String text) {
        return " ".repeat(Math.max(0, offsetWidth - text.length())) + text + " ";
    }

    private static String padded(String text, int visible) {
        return text + " ".repeat(BYTES_A_LINE * 3 + 1 - visible);
    }

    /** Bytes in hexadecimal; wrong ones are enclosed in angle brackets, for output without colours. */
    private String hexLine(int from, int to) {
        StringBuilder line = new StringBuilder();
        boolean before = false;
        for (int i = from; i < to; i++) {
            boolean wrong = isBlamed(i);
            line.append(wrong && !before ? ">" : before && !wrong ? "<" : " ");
            String digits = String.format("%02x", bytes.get(i));
            line.append(wrong ? colours.bad(digits) : digits);
            before = wrong;
        }
        line.append(before ? "<" : " ");
        return padded(line.toString(), (to - from) * 3 + 1);
    }

    private boolean isBlamed(int offset) {
        return findings.stream().anyMatch(finding -> finding.blames(offset));
    }

    private List<String> textLines(Row row) {
        String indent = indent(row);
        int textWidth = Math.max(NARROWEST_TEXT, width - offsetWidth - 1 - BYTES_A_LINE * 3 - 2 - indent.length());
        List<String> lines = new ArrayList<>();
        for (String text :
                Wrapping.lines(row.label() + (row.value().isEmpty() ? "" : " = " + row.value()), textWidth)) {
            lines.add(indent + coloured(row, text, lines.isEmpty()));
        }
        return lines;
    }

    private static String indent(Row row) {
        return " ".repeat(row.depth() * INDENT);
    }

    private String coloured(Row row, String text, boolean first) {
        return switch (row.kind()) {
            case MESSAGE, GROUP -> colours.strong(text);
            case FRAMING, NOTE -> colours.faint(text);
            case UNREAD -> colours.warning(text);
            case WRONG, STOP -> colours.bad(text);
            case VALUE ->
                first && text.startsWith(row.label())
                        ? row.label() + colours.name(text.substring(row.label().length()))
                        : colours.name(text);
        };
    }

    private void assessment(Reading reading) {
        if (reading.isSound()) {
            out.println(colours.good("OK: all " + bytes.size() + " bytes decoded."));
            remarks(reading);
            return;
        }
        IdentifiedMessage subject = reading.subject();
        if (subject.isMisannounced()) {
            paragraph(
                    subject.isCutOff() && reading.attempt().failure() != null
                            ? subject.message() + ": its end is missing, " + bytes.size() + " of "
                                    + subject.announcedSize() + " bytes follow the size"
                            : subject.message() + ", size before the frame: expected " + bytes.size() + ", found "
                                    + subject.announcedSize());
        }
        Assessment assessment = reading.assessment();
        reading.failures().stream()
                .filter(failure -> assessment.explanation().isEmpty()
                        || !failure.equals(reading.attempt().failure()))
                .forEach(failure -> paragraph(Finding.sentence(failure)));
        assessment.explanation().ifPresentOrElse(this::explanation, () -> unexplained(assessment));
        rivals(assessment);
        assessment.implausibleValues().forEach(value -> paragraph(value.toString()));
        remarks(reading);
        clients(assessment.reactions());
    }

    private void remarks(Reading reading) {
        List<String> remarks = reading.remarks();
        if (!remarks.isEmpty()) {
            out.println();
            out.println(colours.strong("Unlike Kafka:"));
            remarks.forEach(this::item);
        }
    }

    private void explanation(Explanation explanation) {
        out.println(colours.strong(
                String.format(Locale.ROOT, "Likeliest slip (certainty %.2f):", explanation.certainty())));
        paragraph(explanation.toString());
        explanation.evidence().forEach(this::item);
    }

    private void rivals(Assessment assessment) {
        List<Explanation> rivals = assessment.rivals();
        if (!rivals.isEmpty()) {
            out.println();
            out.println(colours.strong("The bytes can also come of another slip:"));
            rivals.forEach(rival -> item(String.format(Locale.ROOT, "certainty %.2f: %s", rival.certainty(), rival)));
        }
    }

    private void unexplained(Assessment assessment) {
        Diagnosis diagnosis = assessment.diagnosis();
        if (diagnosis != null && diagnosis.failure() != null) {
            Wrapping.lines("None of the " + diagnosis.tried() + " slips tried explains it well enough.", width)
                    .forEach(out::println);
        }
    }

    private void clients(List<Reaction> reactions) {
        if (!reactions.isEmpty()) {
            out.println();
            out.println(colours.strong("What clients do with it:"));
            reactions.forEach(reaction -> item(reaction.toString()));
        }
    }

    private void paragraph(String text) {
        Wrapping.lines(text, width).forEach(line -> out.println(colours.bad(line)));
    }

    private void item(String text) {
        String mark = "- ";
        for (String line : Wrapping.lines(text, width - 2)) {
            out.println(mark + line);
            mark = "  ";
        }
    }
}
