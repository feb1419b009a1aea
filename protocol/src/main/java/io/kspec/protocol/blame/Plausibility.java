package io.kspec.protocol.blame;

import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import java.util.List;

/** Looks for values that decode but cannot be, such as a leader that is no broker. */
public final class Plausibility {
    private static final List<OddityCheck> RESPONSE_CHECKS = List.of(
            new FieldCheck(),
            new CoverageCheck(),
            new MetadataCheck(),
            new CoordinatorCheck(),
            new GroupCheck(),
            new OffsetCheck(),
            new FetchCheck(),
            new VersionsCheck());

    private Plausibility() {}

    /**
     * The oddities of a response, in the order of their checks; empty for one that does not decode, and for requests.
     * What the request says is looked at if it is known.
     */
    public static List<Oddity> oddities(Suspect suspect) {
        DecodeAttempt attempt = suspect.attempt();
        if (attempt.body() == null || !attempt.succeeded() || suspect.type() != MessageType.RESPONSE) {
            return List.of();
        }
        Testimony testimony = new Testimony(suspect, attempt.body(), attempt.layout());
        RESPONSE_CHECKS.forEach(check -> check.check(testimony));
        return testimony.oddities();
    }
}
