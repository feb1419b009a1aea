package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.reports.CauseDigest;
import io.kspec.reports.DeathDigest;
import io.kspec.runlog.cause.Severity;
import java.util.List;

/** A cause on the terminal: what is wrong, where, how much hangs on it, and what clients do. */
final class CauseBlock {
    private static final int FACES_SHOWN = 4;
    private static final int CLIENTS_SHOWN = 3;
    private static final int LINES_SHOWN = 6;
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final CauseDigest cause;

    CauseBlock(Terminal terminal, CauseDigest cause) {
        this.terminal = terminal;
        this.cause = cause;
    }

    void print() {
        title();
        some(cause.faces(), FACES_SHOWN, "symptom");
        if (!cause.expected().isEmpty()) {
            paragraph("expected: " + cause.expected());
        }
        paragraph(cause.extent());
        if (!cause.blocked().isEmpty()) {
            paragraph(cause.blocked());
        }
        some(cause.clients(), CLIENTS_SHOWN, "client");
        DeathDigest death = cause.death();
        if (death != null) {
            print(death);
        }
    }

    private void title() {
        Colours colours = terminal.colours();
        String number = cause.number() + ". ";
        List<String> lines = Wrapping.lines(cause.title(), terminal.width() - INDENT.length());
        for (int i = 0; i < lines.size(); i++) {
            String lead = i == 0 ? number + " ".repeat(Math.max(0, INDENT.length() - number.length())) : INDENT;
            boolean grave = cause.severity().compareTo(Severity.CLIENTS_FAIL) <= 0;
            line(lead + (grave ? colours.bad(lines.get(i)) : colours.warning(lines.get(i))));
        }
    }

    private void print(DeathDigest death) {
        if (!death.request().isEmpty()) {
            paragraph("killed by: " + death.request());
        }
        if (!death.status().isEmpty()) {
            paragraph(death.status());
        }
        death.output(LINES_SHOWN).forEach(line -> paragraph("| " + line));
        paragraph("repeat it:");
        line(INDENT + "  " + death.repeat());
        paragraph(death.aftermath());
    }

    private void some(List<String> lines, int most, String noun) {
        lines.stream().limit(most).forEach(this::paragraph);
        if (lines.size() > most) {
            int more = lines.size() - most;
            paragraph("and " + more + " more " + noun + (more == 1 ? "" : "s"));
        }
    }

    private void paragraph(String text) {
        Wrapping.lines(text, terminal.width() - INDENT.length()).forEach(part -> line(INDENT + part));
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
