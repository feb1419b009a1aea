package io.kspec.cli.compare;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.reports.ComparedRun;
import io.kspec.reports.RunChanges;
import io.kspec.runlog.RunHeader;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What changed, on the terminal. */
public final class TextRunChanges {
    private static final int LINES_SHOWN = 10;
    private static final int GROUPS_SHOWN = 20;
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final Colours colours;

    public TextRunChanges(Terminal terminal) {
        this.terminal = terminal;
        this.colours = terminal.colours();
    }

    /**
     * Writes the runs and what changed.
     *
     * @param changes from the first run to each other one
     */
    public void write(List<ComparedRun> runs, List<RunChanges> changes) {
        runs.forEach(this::write);
        changes.forEach(this::write);
    }

    private void write(ComparedRun run) {
        RunHeader header = run.log().header();
        line(colours.strong(run.name()) + ": " + run.summary().target()
                + (header == null
                        ? ""
                        : ", kspec " + header.kspecVersion() + ", "
                                + header.startedAt().truncatedTo(ChronoUnit.SECONDS)));
        paragraph(INDENT, run.summary().figures());
        run.warnings().forEach(warning -> paragraph(INDENT, warning));
    }

    private void write(RunChanges changed) {
        if (changed.sections().isEmpty()) {
            line("");
            line("From " + changed.before() + " to " + changed.after() + ": nothing changed");
        }
        for (RunChanges.Section section : changed.sections()) {
            line("");
            paragraph("", heading(changed, section));
            section.groups().stream().limit(GROUPS_SHOWN).forEach(this::write);
            if (section.groups().size() > GROUPS_SHOWN) {
                line(INDENT + "and " + (section.groups().size() - GROUPS_SHOWN) + " more");
            }
        }
    }

    private String heading(RunChanges changed, RunChanges.Section section) {
        return changed.heading(section.change()) + ": " + section.cases() + (section.cases() == 1 ? " case" : " cases");
    }

    private void write(RunChanges.Group group) {
        Wrapping.lines(group.title(), terminal.width() - INDENT.length())
                .forEach(part -> line(INDENT + colours.strong(part)));
        group.lines().stream()
                .limit(LINES_SHOWN)
                .forEach(line -> paragraph(INDENT.repeat(2), (line.check() + "  " + line.place()).strip()));
        if (group.lines().size() > LINES_SHOWN) {
            line(INDENT.repeat(2) + "and " + (group.lines().size() - LINES_SHOWN) + " more checks");
        }
    }

    private void paragraph(String indent, String text) {
        Wrapping.lines(text, terminal.width() - indent.length()).forEach(part -> line(indent + part));
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
