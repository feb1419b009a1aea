package io.kspec.inspection.reading;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.codec.DecodeAttempt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on a message beyond whether it decodes.
 *
 * @param diagnosis the diagnosis, or null if none is needed (the message decodes, is plausible and has the right
 *     correlation id and size) or possible (its end is cut off, or it is only a body)
 * @param implausibleValues values that decode but cannot be right
 */
public record Assessment(@Nullable Diagnosis diagnosis, List<ImplausibleValue> implausibleValues) {
    public Assessment {
        implausibleValues = List.copyOf(implausibleValues);
    }

    static Assessment on(IdentifiedMessage subject, DecodeAttempt attempt) {
        boolean cut = subject.isCutOff() && !attempt.succeeded();
        if (subject.headerless() || cut) {
            return new Assessment(null, List.of());
        }
        FrameUnderTest frame = subject.frameUnderTest();
        List<ImplausibleValue> implausibleValues = Plausibility.implausibleValues(frame);
        boolean sound = attempt.succeeded()
                && implausibleValues.isEmpty()
                && !subject.isMisnumbered()
                && !subject.isMisannounced();
        if (sound) {
            return new Assessment(null, implausibleValues);
        }
        Diagnosis diagnosis = Diagnostician.diagnose(frame);
        VersionDoubt doubt = subject.doubt();
        return new Assessment(doubt == null ? diagnosis : diagnosis.sharing(doubt.share()), implausibleValues);
    }

    /** The likeliest slip, or empty if none is likely enough. */
    public Optional<Explanation> explanation() {
        return diagnosis == null ? Optional.empty() : diagnosis.best();
    }

    /** Slips that are nearly as likely. */
    public List<Explanation> rivals() {
        return diagnosis == null ? List.of() : diagnosis.rivals();
    }

    /** What real clients do with it. */
    public List<Reaction> reactions() {
        return Stream.concat(
                        diagnosis == null ? Stream.of() : ClientReactions.to(diagnosis).stream(),
                        implausibleValues.stream().flatMap(value -> value.reactions().stream()))
                .distinct()
                .toList();
    }
}
