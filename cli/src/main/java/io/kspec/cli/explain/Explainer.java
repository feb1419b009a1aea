package io.kspec.cli.explain;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.dump.DumpFormat;
import io.kspec.inspection.dump.DumpInput;
import io.kspec.inspection.reading.Inspection;
import io.kspec.inspection.reading.Piece;
import io.kspec.inspection.reading.Question;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.MessageType;
import java.util.Set;

/** Explains the bytes of a dump. */
public final class Explainer {
    /** Forms that nobody needs to be told of. */
    private static final Set<DumpFormat> PLAIN = Set.of(DumpFormat.HEX, DumpFormat.RAW);

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
    public boolean explain(DumpInput input, Question question) {
        Inspection inspection = Inspection.of(input.dump(), question);
        if (json) {
            terminal.out().println(new JsonExplanation().write(input, inspection));
        } else {
            text(input, inspection);
            if (input.dump() instanceof Dump.Plain
                    && question.saysNothing()
                    && inspection.readings().stream().anyMatch(Explainer::isBroken)) {
                terminal.out().println();
                sentence("Read as a request, because it starts like one; for a response, give --response and --api.");
            }
        }
        return inspection.isSound();
    }

    private void text(DumpInput input, Inspection inspection) {
        boolean before = false;
        if (!PLAIN.contains(input.format()) || !input.remarks().isEmpty()) {
            sentence("Read as " + input.sentence() + ".");
            before = true;
        }
        for (String remark : inspection.remarks()) {
            sentence(remark.endsWith(".") ? remark : remark + ".");
            before = true;
        }
        ForeignProtocol foreign = inspection.foreign();
        if (foreign != null) {
            sentence("These bytes are not Kafka's protocol, but " + foreign.sentence() + ".");
        }
        for (Piece piece : inspection.pieces()) {
            separate(before);
            new TextExplanation(terminal, full).write(piece, inspection.pieces().size());
            before = true;
        }
        for (Reading reading : inspection.readings()) {
            separate(before);
            new TextExplanation(terminal, full).write(reading);
            before = true;
        }
    }

    private void separate(boolean before) {
        if (before) {
            terminal.out().println();
        }
    }

    private void sentence(String text) {
        Wrapping.lines(text, terminal.width()).forEach(terminal.out()::println);
    }

    private static boolean isBroken(Reading reading) {
        return reading.subject().type() == MessageType.REQUEST
                && !reading.attempt().succeeded();
    }
}
