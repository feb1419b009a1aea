package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message as it was read, with the formats inside its fields.
 *
 * @param subject the bytes, and what they are taken for
 * @param attempt what came of decoding them
 * @param entries where every field lies, those of records and of the consumer protocol included
 * @param failures why the bytes are not the message, or a field of it not what it should be; empty if all is well
 * @param verdict what is thought of it beyond that
 * @param notes sentences for a person, by the index of the entry that they are about
 */
public record Reading(
        Subject subject,
        DecodeAttempt attempt,
        List<LayoutEntry> entries,
        List<DecodeFailure> failures,
        Verdict verdict,
        Map<Integer, List<String>> notes) {
    public Reading {
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
        notes = Map.copyOf(notes);
    }

    /**
     * Reads the messages of a dump; in packets, each response after its request.
     *
     * @throws InspectionException if nothing tells which messages they are to be
     */
    public static List<Reading> all(Dump dump, Question question) {
        return subjects(dump, question).stream().map(Reading::of).toList();
    }

    private static List<Subject> subjects(Dump dump, Question question) {
        if (dump instanceof Dump.Plain plain) {
            if (plain.bytes().isEmpty()) {
                throw new InspectionException("expected bytes, found none");
            }
            return TcpStream.isPacket(plain.bytes())
                    ? new ConversationFinder(question).find(List.of(plain.bytes()))
                    : new SubjectFinder(question).find(plain.bytes());
        }
        return new ConversationFinder(question).find(((Dump.Packets) dump).packets());
    }

    /** Reads a message. */
    public static Reading of(Subject subject) {
        DecodeAttempt attempt = subject.attempt();
        List<LayoutEntry> layout = attempt.layout().entries();
        List<LayoutEntry> entries = new ArrayList<>();
        List<DecodeFailure> failures = new ArrayList<>();
        Map<Integer, List<String>> notes = new HashMap<>();
        for (LayoutEntry entry : layout) {
            Optional<Embedded> embedded = embedded(subject, entry, layout);
            if (embedded.isEmpty()) {
                entries.add(entry);
                continue;
            }
            entries.add(group(entry));
            int first = entries.size();
            entries.addAll(embedded.get().entries());
            failures.addAll(embedded.get().failures());
            embedded.get().notes().forEach((index, lines) -> notes.put(first + index, lines));
        }
        if (!attempt.succeeded()) {
            failures.add(attempt.requireFailure());
        }
        return new Reading(subject, attempt, entries, failures, Verdict.on(subject, attempt), notes);
    }

    private static Optional<Embedded> embedded(Subject subject, LayoutEntry entry, List<LayoutEntry> all) {
        if (entry.role() != LayoutRole.VALUE || entry.field() == null || !(entry.value() instanceof Bytes bytes)) {
            return Optional.empty();
        }
        if (entry.field().kind() == FieldKind.RECORDS) {
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(EmbeddedRecords.expand(entry, bytes, subject.type() == MessageType.RESPONSE));
        }
        return EmbeddedConsumerProtocol.expand(entry, bytes, all);
    }

    private static LayoutEntry group(LayoutEntry entry) {
        return new LayoutEntry(
                entry.message(), entry.path(), entry.field(), LayoutRole.GROUP, entry.start(), entry.end(), null);
    }

    /** Whether the bytes are the message, whole and with nothing besides. */
    public boolean isSound() {
        return failures.isEmpty()
                && verdict.oddities().isEmpty()
                && verdict.explanation().isEmpty()
                && !subject.isMisannounced();
    }

    /** What is to be marked among the bytes: a slip that explains why reading stopped, rather than where it did. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Optional<Explanation> explanation = verdict.explanation();
        explanation.ifPresent(found -> findings.add(Finding.of(found)));
        for (DecodeFailure failure : failures) {
            boolean explained = explanation.isPresent() && failure.equals(attempt.failure());
            findings.add(explained ? Finding.stopping(failure) : Finding.wrong(failure));
        }
        verdict.oddities().forEach(oddity -> findings.add(Finding.of(oddity)));
        return findings;
    }
}
