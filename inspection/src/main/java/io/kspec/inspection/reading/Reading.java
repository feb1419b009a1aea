package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.inspection.InspectionException;
import io.kspec.inspection.dump.Dump;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.spec.ApiSpec;
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
        Map<Integer, List<String>> notes)
        implements AnnotatedBytes {
    public Reading {
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
        notes = Map.copyOf(notes);
    }

    /**
     * Reads the messages of a dump; in packets and journals, each response after its request.
     *
     * @throws InspectionException if it has no messages, or they cannot be identified, or have to be guessed
     */
    public static List<Reading> all(Dump dump, Question question) {
        Inspection inspection = Inspection.of(dump, question);
        if (inspection.readings().isEmpty()) {
            throw new InspectionException("expected requests or responses, found " + inspection.contents());
        }
        for (Reading reading : inspection.readings()) {
            if (reading.subject().doubt() != null) {
                ApiSpec api = reading.subject().api();
                throw new InspectionException("the bytes do not decode as a response of " + api
                        + " at any version within " + api.versions() + "; give the version");
            }
        }
        return inspection.readings();
    }

    @Override
    public Bytes bytes() {
        return subject.bytes();
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
            entries.add(Embedded.group(entry));
            int first = entries.size();
            entries.addAll(embedded.get().entries());
            failures.addAll(embedded.get().failures());
            embedded.get().notes().forEach((index, lines) -> notes.put(first + index, lines));
        }
        if (!attempt.succeeded()) {
            failures.add(attempt.requireFailure());
        }
        Assessment assessment = Assessment.on(subject, attempt);
        failures.removeIf(failure -> isTold(failure, assessment));
        return new Reading(subject, attempt, entries, failures, assessment, notes);
    }

    /** Whether a wrong checksum is among the implausible values, which say what it was computed over. */
    private static boolean isTold(DecodeFailure failure, Assessment assessment) {
        return failure.kind() == DecodeFailure.Kind.CHECKSUM
                && assessment.implausibleValues().stream()
                        .anyMatch(
                                value -> value.kind() == ImplausibleKind.CHECKSUM && value.start() == failure.offset());
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
        return EmbeddedGroupProtocol.expand(entry, bytes, all);
    }

    /** Whether the bytes are exactly the message, and plausible. */
    public boolean isSound() {
        return failures.isEmpty()
                && assessment.implausibleValues().isEmpty()
                && assessment.explanation().isEmpty()
                && !subject.isMisannounced();
    }

    /** What is unlike Apache Kafka in it, though it decodes and clients may cope with it. */
    public List<String> remarks() {
        return MessageRemarks.on(subject, attempt.succeeded() ? attempt.body() : null);
    }

    /** What to mark in the bytes: the slip that explains why decoding failed, rather than only where it did. */
    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Optional<Explanation> explanation = assessment.explanation();
        explanation.ifPresent(found -> findings.add(Finding.of(found)));
        for (DecodeFailure failure : failures) {
            boolean explained = explanation.isPresent() && failure.equals(attempt.failure());
            findings.add(
                    explained
                            ? Finding.stopping(failure)
                            : failure.equals(attempt.failure()) ? Finding.wrong(failure) : Finding.within(failure));
        }
        assessment.implausibleValues().forEach(value -> findings.add(Finding.of(value)));
        return findings;
    }
}
