package io.kspec.cli.diff;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.inspection.diff.ComparedMessage;
import io.kspec.inspection.diff.Conversations;
import io.kspec.inspection.diff.FieldPair;
import io.kspec.inspection.diff.FieldPair.Kind;
import io.kspec.inspection.diff.MessageComparison;
import io.kspec.inspection.diff.MessagePart;
import io.kspec.inspection.diff.Stop;
import io.kspec.inspection.reading.Finding;
import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Reading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes comparisons as text: differences side by side, equal fields folded. */
final class TextComparison {
    /** The number of values shown of a structure found in only one message, without --all. */
    private static final int ONE_SIDED_VALUES = 12;

    private final PrintWriter out;
    private final Colours colours;
    private final int width;
    private final boolean all;
    private final ColumnWriter columns;

    TextComparison(Terminal terminal, boolean all, boolean full) {
        this.out = terminal.out();
        this.colours = terminal.colours();
        this.width = terminal.width();
        this.all = all;
        this.columns = new ColumnWriter(terminal, full);
    }

    void write(Conversations conversations) {
        boolean first = true;
        boolean folded = false;
        for (MessageComparison comparison : conversations.comparisons()) {
            boolean fold = comparison.isSame() && !all;
            if (!first && !(fold && folded)) {
                out.println();
            }
            first = false;
            folded = fold;
            if (fold) {
                String equal = "equal, " + count(comparison.count(Kind.SAME), "field", "fields");
                out.println(colours.strong(title(comparison)) + ": " + colours.good(equal));
            } else {
                write(comparison);
            }
        }
        if (!conversations.onlyA().isEmpty() || !conversations.onlyB().isEmpty()) {
            out.println();
            conversations.onlyA().forEach(reading -> unpaired("A", reading));
            conversations.onlyB().forEach(reading -> unpaired("B", reading));
        }
    }

    private void unpaired(String name, Reading reading) {
        IdentifiedMessage subject = reading.subject();
        paragraph(
                "Only in " + name + ": " + subject.message() + ", "
                        + subject.bytes().size() + " bytes",
                colours::warning);
    }

    private void write(MessageComparison comparison) {
        out.println(colours.strong(title(comparison)));
        findings("A", comparison.a().reading());
        findings("B", comparison.b().reading());
        out.println();
        int same = 0;
        for (FieldPair pair : comparison.pairs()) {
            if (pair.isUnread()) {
                continue;
            }
            if (pair.kind() == Kind.SAME && !all) {
                same++;
                continue;
            }
            folded(same);
            same = 0;
            write(pair, comparison);
        }
        folded(same);
        stop("A", comparison.a(), "B", comparison);
        stop("B", comparison.b(), "A", comparison);
        out.println();
        summary(comparison);
    }

    private static String title(MessageComparison comparison) {
        IdentifiedMessage a = comparison.a().reading().subject();
        IdentifiedMessage b = comparison.b().reading().subject();
        String direction = a.type().name().toLowerCase(Locale.ROOT);
        String sizes = a.bytes().size() + " and " + b.bytes().size() + " bytes";
        return a.version() == b.version()
                ? a.api() + " v" + a.version() + " " + direction + ", " + sizes
                : a.api() + " " + direction + ", v" + a.version() + " and v" + b.version() + ", " + sizes;
    }

    private void findings(String name, Reading reading) {
        IdentifiedMessage subject = reading.subject();
        if (subject.isMisannounced()) {
            paragraph(
                    name + ": the size before the frame is " + subject.announcedSize() + ", but "
                            + subject.bytes().size() + " bytes follow",
                    colours::bad);
        }
        for (Finding finding : reading.findings()) {
            String text = name + " at byte " + finding.start() + ": " + finding.text();
            paragraph(text, finding.wrong() ? colours::bad : colours::warning);
        }
    }

    private void folded(int same) {
        if (same > 0) {
            out.println(colours.faint("= " + count(same, "equal field", "equal fields")));
        }
    }

    private void write(FieldPair pair, MessageComparison comparison) {
        switch (pair.kind()) {
            case SAME -> same(pair);
            case DIFFERENT -> {
                heading(pair, "");
                columns.write(
                        Column.of("A", Objects.requireNonNull(pair.a()), comparison.a()),
                        Column.of("B", Objects.requireNonNull(pair.b()), comparison.b()));
            }
            case OTHER_ORDER -> heading(pair, ": same entries in a different order");
            case ONLY_A -> oneSided("A", "B", pair, comparison.a());
            case ONLY_B -> oneSided("B", "A", pair, comparison.b());
        }
    }

    private void same(FieldPair pair) {
        MessagePart a = Objects.requireNonNull(pair.a());
        MessagePart b = Objects.requireNonNull(pair.b());
        String place = a.start() == b.start() ? "" + a.start() : a.start() + ", " + b.start();
        String text = "= " + a.path() + " = " + a.text() + (a.hasBytes() && b.hasBytes() ? "  (" + place + ")" : "");
        paragraph(text, colours::faint);
    }

    private void heading(FieldPair pair, String remark) {
        MessagePart a = pair.a();
        MessagePart b = pair.b();
        String path = pair.path().isEmpty() ? "the message" : pair.path();
        String elsewhere = a == null || b == null || a.path().equals(b.path()) ? "" : ", in B " + b.path();
        String key = pair.key().isEmpty() ? "" : " (" + pair.key() + ")";
        paragraph(path + elsewhere + key + remark, colours::strong);
    }

    private void oneSided(String name, String other, FieldPair pair, ComparedMessage side) {
        MessagePart part = pair.any();
        heading(
                pair,
                ": only in " + name + "; " + other + " "
                        + Objects.requireNonNull(pair.absence()).sentence());
        List<MessagePart> values = part.values().toList();
        int shown = all ? values.size() : Math.min(values.size(), ONE_SIDED_VALUES);
        for (MessagePart value : values.subList(0, shown)) {
            columns.write(Column.of(name, value, side), relative(value.path(), part.path()));
        }
        if (shown < values.size()) {
            out.println(colours.faint(
                    "  and " + count(values.size() - shown, "more field", "more fields") + ", see --all"));
        }
    }

    private static String relative(String path, String whole) {
        String rest = path.startsWith(whole) ? path.substring(whole.length()) : path;
        return rest.isEmpty()
                ? path.substring(path.lastIndexOf('.') + 1)
                : rest.startsWith(".") ? rest.substring(1) : rest;
    }

    /** Writes where one message cannot be decoded any further, next to the other's value there. */
    private void stop(String name, ComparedMessage side, String other, MessageComparison comparison) {
        Stop stop = side.stop();
        if (stop == null) {
            return;
        }
        Kind counterpart = name.equals("A") ? Kind.ONLY_B : Kind.ONLY_A;
        List<MessagePart> unread = comparison.pairs().stream()
                .filter(pair -> pair.isUnread() && pair.kind() == counterpart)
                .flatMap(pair -> pair.any().values())
                .toList();
        paragraph(
                (stop.path().isEmpty() ? "" : stop.path() + ": ") + name + " cannot be decoded past byte "
                        + stop.start(),
                colours::strong);
        Column here = Column.of(name, stop, side);
        Column there = unread.stream()
                .filter(part -> part.path().equals(stop.path()))
                .findFirst()
                .map(part -> Column.of(other, part, name.equals("A") ? comparison.b() : comparison.a()))
                .orElse(Column.empty(other));
        columns.write(name.equals("A") ? here : there, name.equals("A") ? there : here);
        if (!unread.isEmpty()) {
            out.println(colours.faint(count(unread.size(), "field", "fields") + " of " + other + " not compared"));
        }
    }

    private void summary(MessageComparison comparison) {
        long same = comparison.count(Kind.SAME);
        if (comparison.isSame()) {
            out.println(colours.good("Equal: " + count(same, "field", "fields") + "."));
            return;
        }
        List<String> counts = new ArrayList<>();
        Stream.of(
                        text(comparison.count(Kind.DIFFERENT), "differ", "differs"),
                        text(comparison.count(Kind.OTHER_ORDER), "in a different order", "in a different order"),
                        text(comparison.count(Kind.ONLY_A), "only in A", "only in A"),
                        text(comparison.count(Kind.ONLY_B), "only in B", "only in B"),
                        text(comparison.unread(), "not compared", "not compared"),
                        text(same, "equal", "equal"))
                .filter(text -> !text.isEmpty())
                .forEach(counts::add);
        out.println(colours.bad("Different: " + String.join(", ", counts) + "."));
    }

    private static String text(long count, String many, String one) {
        return count == 0 ? "" : count + " " + (count == 1 ? one : many);
    }

    private static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private interface Emphasis {
        String of(String text);
    }

    private void paragraph(String text, Emphasis emphasis) {
        Wrapping.lines(text, width).forEach(line -> out.println(emphasis.of(line)));
    }
}
