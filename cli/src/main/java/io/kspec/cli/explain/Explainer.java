package io.kspec.cli.explain;

import io.kspec.cli.console.Terminal;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.reading.Question;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.MessageType;
import java.util.List;

/** Explains the bytes of a dump. */
public final class Explainer {
    private final Terminal terminal;
    private final boolean json;
    private final boolean full;

    /**
     * @param json whether to write JSON instead of text
     * @param full whether to show long fields in full
     */
    public Explainer(Terminal terminal, boolean json, boolean full) {
        this.terminal = terminal;
        this.json = json;
        this.full = full;
    }

    /**
     * Writes an explanation of the bytes.
     *
     * @return whether all messages decode and are plausible
     * @throws io.kspec.inspection.InspectionException if the messages cannot be identified
     */
    public boolean explain(Dump dump, Question question) {
        List<Reading> readings = Reading.all(dump, question);
        if (json) {
            terminal.out().println(new JsonExplanation().write(readings));
        } else {
            for (int i = 0; i < readings.size(); i++) {
                if (i > 0) {
                    terminal.out().println();
                }
                new TextExplanation(terminal, full).write(readings.get(i));
            }
            if (dump instanceof Dump.Plain
                    && question.saysNothing()
                    && readings.stream().anyMatch(Explainer::isBroken)) {
                terminal.out().println();
                terminal.out()
                        .println(
                                "Read as a request, because it starts like one; for a response, give --response and --api.");
            }
        }
        return readings.stream().allMatch(Reading::isSound);
    }

    private static boolean isBroken(Reading reading) {
        return reading.subject().type() == MessageType.REQUEST
                && !reading.attempt().succeeded();
    }
}
