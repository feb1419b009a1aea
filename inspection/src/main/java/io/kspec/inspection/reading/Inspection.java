package io.kspec.inspection.reading;

import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a dump are.
 *
 * @param readings the messages, each response after its request
 * @param pieces structures and records outside of messages; several if the same bytes can be any of them, likelier ones
 *     first
 * @param foreign the protocol that is spoken instead of Kafka's, or null
 * @param remarks what else to know about them, for humans
 */
public record Inspection(
        List<Reading> readings, List<Piece> pieces, @Nullable ForeignProtocol foreign, List<String> remarks) {
    public Inspection {
        readings = List.copyOf(readings);
        pieces = List.copyOf(pieces);
        remarks = List.copyOf(remarks);
    }

    /**
     * Finds out what a dump is.
     *
     * @throws InspectionException if that cannot be said
     */
    public static Inspection of(Dump dump, Question question) {
        if (dump instanceof Dump.Plain plain) {
            if (plain.bytes().isEmpty()) {
                throw new InspectionException("expected bytes, found none");
            }
            return TcpStream.isPacket(plain.bytes())
                    ? new ConversationFinder(question).find(List.of(plain.bytes()))
                    : ofBytes(plain.bytes(), question);
        }
        if (dump instanceof Dump.Exchanges journal) {
            return messages(new ConversationFinder(question).findIn(journal.exchanges()), List.of());
        }
        return new ConversationFinder(question).find(((Dump.Packets) dump).packets());
    }

    private static Inspection ofBytes(Bytes bytes, Question question) {
        Optional<ForeignProtocol> foreign = ForeignProtocol.of(bytes);
        if (foreign.isPresent()) {
            return foreign(foreign.get(), bytes, question);
        }
        return ofKafka(bytes, question);
    }

    private static Inspection ofKafka(Bytes bytes, Question question) {
        String structure = question.structure();
        if (structure != null) {
            return pieces(List.of(StructureFinder.read(structure, bytes)));
        }
        return new MessageFinder(question).find(bytes);
    }

    /** Another protocol; what follows a PROXY header can be Kafka's. */
    private static Inspection foreign(ForeignProtocol foreign, Bytes bytes, Question question) {
        if (foreign.end() > 0 && foreign.end() < bytes.size()) {
            Bytes after = bytes.slice(foreign.end());
            Optional<ForeignProtocol> again = ForeignProtocol.of(after);
            Inspection rest = again.map(found -> new Inspection(List.of(), List.of(), found, List.of()))
                    .orElseGet(() -> ofKafka(after, question));
            List<String> remarks = new ArrayList<>();
            remarks.add("The bytes start with " + foreign.sentence() + " of " + foreign.end()
                    + " bytes, which is left out: offsets count after it.");
            remarks.addAll(rest.remarks());
            return new Inspection(rest.readings(), rest.pieces(), rest.foreign(), remarks);
        }
        return new Inspection(List.of(), List.of(), foreign, List.of());
    }

    static Inspection messages(List<IdentifiedMessage> subjects, List<String> remarks) {
        return new Inspection(subjects.stream().map(Reading::of).toList(), List.of(), null, remarks);
    }

    static Inspection pieces(List<Piece> pieces) {
        return new Inspection(List.of(), pieces, null, List.of());
    }

    Inspection remarking(String remark) {
        List<String> all = new ArrayList<>(remarks);
        all.add(0, remark);
        return new Inspection(readings, pieces, foreign, all);
    }

    /** Whether everything decodes and is plausible; of rival readings of the same bytes, the likeliest. */
    public boolean isSound() {
        return foreign == null
                && readings.stream().allMatch(Reading::isSound)
                && (pieces.isEmpty() || pieces.get(0).isSound());
    }

    /** What there is, in a few words. */
    String contents() {
        if (foreign != null) {
            return foreign.sentence();
        }
        return pieces.isEmpty() ? "none" : pieces.get(0).title();
    }
}
