package io.kspec.cli.why;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.diagnosis.clients.ClientText;
import io.kspec.diagnosis.clients.FaultMatch;
import io.kspec.diagnosis.clients.MentionedApi;
import io.kspec.diagnosis.clients.WireField;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes faults as text: the likeliest in full, the others by their titles. */
final class TextAnswer {
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final Colours colours;

    TextAnswer(Terminal terminal) {
        this.terminal = terminal;
        this.colours = terminal.colours();
    }

    void write(List<FaultMatch> matches, @Nullable MentionedApi api) {
        page(matches.get(0), api);
        if (matches.size() > 1) {
            heading("It could also be");
            for (FaultMatch other : matches.subList(1, matches.size())) {
                item(other.fault().title() + " (" + shortly(other.said().get(0)) + ")");
            }
        }
    }

    private void page(FaultMatch match, @Nullable MentionedApi api) {
        Wrapping.lines(match.fault().title(), terminal.width()).forEach(part -> line(colours.strong(part)));
        ClientText said = match.said().get(0);
        heading("Printed by " + said.client());
        paragraph(quoted(said));
        paragraph(said.origin());
        heading("On the wire");
        paragraph(match.fault().means());
        if (api != null) {
            paragraph("The text names " + api + ".");
        }
        heading("What is usually wrong");
        paragraph(match.fault().usually());
        if (!match.fault().fields().isEmpty()) {
            heading("Fields");
            match.fault().fields().stream().map(WireField::toString).forEach(this::item);
        }
        checks(CheckAdvice.of(match.fault(), api));
        if (match.said().size() > 1) {
            heading("Other texts for it");
            match.said().stream().skip(1).forEach(text -> item(shortly(text) + "; " + text.origin()));
        }
    }

    private void checks(CheckAdvice advice) {
        heading("Checks");
        for (ConformanceTest check : advice.checks()) {
            item(colours.name(check.id()) + " (" + check.level().name().toLowerCase(Locale.ROOT) + "): "
                    + check.requirement());
        }
        line("");
        StringBuilder row = new StringBuilder(INDENT);
        for (String word : advice.words()) {
            if (row.length() + word.length() + 3 > terminal.width()) {
                line(row + " \\");
                row.setLength(0);
                row.append(INDENT).append(INDENT);
            }
            row.append(row.toString().isBlank() ? "" : " ").append(word);
        }
        line(row.toString());
    }

    private static String shortly(ClientText text) {
        return text.client() + ": " + quoted(text);
    }

    private static String quoted(ClientText text) {
        return '"' + text.text() + '"';
    }

    private void heading(String text) {
        line("");
        line(colours.strong(text));
    }

    private void paragraph(String text) {
        Wrapping.lines(text, terminal.width() - INDENT.length()).forEach(part -> line(INDENT + part));
    }

    private void item(String text) {
        String mark = "- ";
        for (String part : Wrapping.lines(text, terminal.width() - mark.length())) {
            line(mark + part);
            mark = INDENT;
        }
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
