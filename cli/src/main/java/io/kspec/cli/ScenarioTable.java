package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioCatalog;

/** The table that {@code kspec list scenarios} prints. */
final class ScenarioTable {
    private static final String INDENT = "    ";

    private final Terminal terminal;

    ScenarioTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print() {
        for (Scenario scenario : ScenarioCatalog.packaged().scenarios()) {
            terminal.out()
                    .println(terminal.colours().name(scenario.name())
                            + (scenario.sweep() == null
                                    ? ""
                                    : ", at every version of "
                                            + scenario.sweep().name()));
            Wrapping.lines(scenario.description().strip(), terminal.width() - INDENT.length())
                    .forEach(line -> terminal.out().println(INDENT + line));
        }
    }
}
