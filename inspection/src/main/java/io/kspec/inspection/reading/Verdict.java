package io.kspec.inspection.reading;

import io.kspec.diagnosis.ClientReaction;
import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.diagnosis.search.Blame;
import io.kspec.protocol.codec.DecodeAttempt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is thought of a message beyond whether it decodes.
 *
 * @param diagnosis the likeliest slip, or null where nothing asks for one (the message decodes, makes sense and has the number that it should) or
 *     nothing could come of it (its end is cut off, or it is a body alone)
 * @param oddities values that decode but cannot be
 */
public record Verdict(@Nullable Diagnosis diagnosis, List<ImplausibleValue> oddities) {
    public Verdict {
        oddities = List.copyOf(oddities);
    }

    static Verdict on(Subject subject, DecodeAttempt attempt) {
        boolean cut = subject.isCutOff() && !attempt.succeeded();
        if (subject.headerless() || cut) {
            return new Verdict(null, List.of());
        }
        FrameUnderTest suspect = subject.suspect();
        List<ImplausibleValue> oddities = Plausibility.oddities(suspect);
        boolean sound =
                attempt.succeeded() && oddities.isEmpty() && !subject.isMisnumbered() && !subject.isMisannounced();
        return new Verdict(sound ? null : Blame.diagnose(suspect), oddities);
    }

    /** The likeliest slip, or empty if there is none, or none that is likelier than not. */
    public Optional<Explanation> explanation() {
        return diagnosis == null ? Optional.empty() : diagnosis.best();
    }

    /** What real clients print. */
    public List<ClientReaction> reactions() {
        return Stream.concat(
                        diagnosis == null ? Stream.of() : ClientReactions.to(diagnosis).stream(),
                        oddities.stream().flatMap(oddity -> oddity.reactions().stream()))
                .distinct()
                .toList();
    }
}
