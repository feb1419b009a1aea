package io.kspec.cli.why;

import io.kspec.cli.console.Terminal;
import io.kspec.diagnosis.clients.ClientText;
import io.kspec.diagnosis.clients.ClientTexts;
import io.kspec.diagnosis.clients.FaultMatch;
import io.kspec.diagnosis.clients.MentionedApi;
import java.util.List;

/** Tells what is wrong on the wire if a client prints a text. */
public final class Answerer {
    private final Terminal terminal;
    private final boolean json;

    /** @param json whether to write JSON instead of text */
    public Answerer(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    /**
     * Writes what a text tells of.
     *
     * @return whether it is known
     */
    public boolean answer(String text) {
        List<FaultMatch> matches = ClientTexts.standard().find(text);
        MentionedApi api = ClientTexts.api(text).orElse(null);
        if (json) {
            terminal.out().println(new JsonAnswer().write(matches, api));
        } else if (matches.isEmpty()) {
            List<ClientText> all = ClientTexts.standard().all();
            terminal.out()
                    .println("None of the " + all.size() + " texts of "
                            + all.stream().map(ClientText::client).distinct().count()
                            + " clients that kspec knows is like this one.");
            terminal.out().println("All of them: kspec list texts");
        } else {
            new TextAnswer(terminal).write(matches, api);
        }
        return !matches.isEmpty();
    }
}
