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
 * A decoded message, including the formats inside its fields.
 *
 * @param subject the bytes, and the message they are taken for
 * @param attempt the result of decoding them
 * @param entries the place of every field, including those of records and of the consumer protocol
 * @param failures why the message, or the content of a field, does not decode; empty if all of it does
 * @param assessment the diagnosis and implausible values
 * @param notes sentences for humans, by the index of the entry they are about
 */
public record Reading(
        IdentifiedMessage subject,
        DecodeAttempt attempt,
        List<LayoutEntry> entries,
        List<DecodeFailure> failures,
        Assessment assessment,
        Map<Integer, List<String>> notes) {
    public Reading {
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
        notes = Map.copyOf(notes);
    }

    /**
     * Reads the messages of a dump; in packets and journals, each response after its request.
     *
     * @throws InspectionException if the messages cannot be identified
     */
    public static List<Reading> all(Dump dump, Question question) {
        return subjects(dump, question).stream().map(Reading::of).toList();
    }

    private static List<IdentifiedMessage> subjects(Dump dump, Question question) {
        if (dump instanceof Dump.Plain plain) {
            if (plain.bytes().isEmpty()) {
                throw new InspectionException("expected bytes, found none");
            }
            return TcpStream.isPacket(plain.bytes())
                    ? new ConversationFinder(question).find(List.of(plain.bytes()))
                    : new MessageFinder(question).find(plain.bytes());
        }
        if (dump instanceof Dump.Exchanges journal) {
            return new ConversationFinder(question).findIn(journal.exchanges());
        }
        return new ConversationFinder(question).find(((Dump.Packets) dump).packets());
    }

    /** Reads a message. */
    public static Reading of(IdentifiedMessage subject) {
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
        return new Reading(subject, attempt, entries, failures, Assessment.on(subject, attempt), notes);
    }

    private static Optional<Embedded> embedded(IdentifiedMessage subject, LayoutEntry entry, List<LayoutEntry> all) {
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

    /** Whether the bytes are exactly the message, and plausible. */
    public boolean isSound() {
        return failures.isEmpty()
                && assessment.implausibleValues().isEmpty()
                && assessment.explanation().isEmpty()
                && !subject.isMisannounced();
    }

    /** What to mark in the bytes: the slip that explains why decoding failed, rather than only where it did. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Optional<Explanation> explanation = assessment.explanation();
        explanation.ifPresent(found -> findings.add(Finding.of(found)));
        for (DecodeFailure failure : failures) {
            boolean explained = explanation.isPresent() && failure.equals(attempt.failure());
            findings.add(explained ? Finding.stopping(failure) : Finding.wrong(failure));
        }
        assessment.implausibleValues().forEach(value -> findings.add(Finding.of(value)));
        return findings;
    }
}
