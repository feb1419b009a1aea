package io.kspec.cli.diff;

import io.kspec.cli.console.Terminal;
import io.kspec.inspection.diff.Conversations;
import io.kspec.inspection.diff.IgnoredFields;
import io.kspec.inspection.reading.Reading;
import java.util.List;

/** Compares the messages of two sources and writes the differences. */
public final class Differ {
    private final Terminal terminal;
    private final IgnoredFields ignored;

    /** @param ignored fields not to compare, by name or path */
    public Differ(Terminal terminal, List<String> ignored) {
        this.terminal = terminal;
        this.ignored = new IgnoredFields(ignored);
    }

    /**
     * Writes the comparison as text.
     *
     * @param all whether to include equal fields
     * @param full whether to show long fields in full
     * @return whether both are equal
     * @throws io.kspec.inspection.InspectionException if there is nothing to compare
     */
    public boolean writeText(List<Reading> a, List<Reading> b, boolean all, boolean full) {
        Conversations conversations = Conversations.compare(a, b, ignored);
        new TextComparison(terminal, all, full).write(conversations);
        return conversations.isSame();
    }

    /**
     * Writes the comparison as JSON.
     *
     * @param all whether to include equal fields
     * @return whether both are equal
     * @throws io.kspec.inspection.InspectionException if there is nothing to compare
     */
    public boolean writeJson(List<Reading> a, List<Reading> b, boolean all) {
        Conversations conversations = Conversations.compare(a, b, ignored);
        terminal.out().println(new JsonComparison(all).write(conversations));
        return conversations.isSame();
    }
}
