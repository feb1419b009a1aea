package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.diagnosis.clients.ClientText;
import io.kspec.diagnosis.clients.ClientTexts;
import java.util.Comparator;
import java.util.List;

/** The table that {@code kspec list texts} prints. */
final class ClientTextTable {
    private final Terminal terminal;

    ClientTextTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print() {
        List<ClientText> texts = ClientTexts.standard().all();
        int column =
                texts.stream().mapToInt(text -> text.client().length()).max().orElse(0) + 2;
        texts.stream().sorted(Comparator.comparing(ClientText::client)).forEach(text -> {
            String client = terminal.colours().name(text.client())
                    + " ".repeat(column - text.client().length());
            for (String line : Wrapping.lines(text.text(), terminal.width() - column)) {
                terminal.out().println(client + line);
                client = " ".repeat(column);
            }
        });
        terminal.out().println(texts.size() + " texts; kspec why \"TEXT\" tells what is wrong on the wire.");
    }
}
