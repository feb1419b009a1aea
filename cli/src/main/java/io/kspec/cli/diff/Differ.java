package io.kspec.cli.diff;

import io.kspec.cli.console.Terminal;
import io.kspec.inspection.diff.Conversations;
import io.kspec.inspection.diff.IgnoredFields;
import io.kspec.inspection.reading.Reading;
import java.util.List;

/** Compares the messages of two sources, and writes what differs. */
public final class Differ {
    private final Terminal terminal;
    private final IgnoredFields ignored;

    /** @param ignored fields that are not compared, by name or path */
    public Differ(Terminal terminal, List<String> ignored) {
        this.terminal = terminal;
        this.ignored = new IgnoredFields(ignored);
    }

    /**
     * Writes the comparison for a person.
     *
     * @param all whether to show what is the same too
     * @param full whether to show long fields whole
     * @return whether both say the same
     * @throws io.kspec.inspection.InspectionException if there is nothing to compare
     */
    public boolean writeText(List<Reading> a, List<Reading> b, boolean all, boolean full) {
        Conversations conversations = Conversations.compare(a, b, ignored);
        new TextComparison(terminal.out(), terminal.colours(), all, full).write(conversations);
        return conversations.isSame();
    }

    /**
     * Writes the comparison for tools.
     *
     * @param all whether to write what is the same too
     * @return whether both say the same
     * @throws io.kspec.inspection.InspectionException if there is nothing to compare
     */
    public boolean writeJson(List<Reading> a, List<Reading> b, boolean all) {
        Conversations conversations = Conversations.compare(a, b, ignored);
        terminal.out().println(new JsonComparison(all).write(conversations));
        return conversations.isSame();
    }
}
