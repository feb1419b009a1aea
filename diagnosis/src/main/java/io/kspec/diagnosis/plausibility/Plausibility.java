package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.spec.ApiSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Looks for values that decode but cannot be, such as a leader that is no broker. */
public final class Plausibility {
    private static final List<ResponseCheck> RESPONSE_CHECKS = List.of(
            new FieldCheck(),
            new CoverageCheck(),
            new ClusterCheck(),
            new MetadataCheck(),
            new CoordinatorCheck(),
            new GroupCheck(),
            new OffsetCheck(),
            new FetchCheck(),
            new VersionsCheck());
    private static final List<PlausibilityCheck> REQUEST_CHECKS =
            List.of(new FieldCheck(), new TimeoutCheck(), new ProduceCheck());

    private Plausibility() {}

    /** The kinds of implausible values that are looked for in a response of an API at a version. */
    public static Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        Set<ImplausibleKind> kinds = EnumSet.noneOf(ImplausibleKind.class);
        RESPONSE_CHECKS.forEach(check -> kinds.addAll(check.kinds(api, version)));
        return kinds;
    }

    /**
     * The oddities of a request or response, in the order of their checks; empty for one that does not decode. What the
     * request says to which it is the response is looked at if it is known.
     */
    public static List<ImplausibleValue> oddities(FrameUnderTest suspect) {
        return oddities(suspect, Set.of());
    }

    /** The same, where Metadata has told the ids of all brokers; an empty set if it has not. */
    public static List<ImplausibleValue> oddities(FrameUnderTest suspect, Set<Integer> brokers) {
        DecodeAttempt attempt = suspect.attempt();
        if (attempt.body() == null || !attempt.succeeded()) {
            return List.of();
        }
        PlausibilityContext testimony = new PlausibilityContext(suspect, attempt.body(), attempt.layout(), brokers);
        boolean request = suspect.type() == MessageType.REQUEST;
        (request ? REQUEST_CHECKS : RESPONSE_CHECKS).forEach(check -> check.check(testimony));
        return testimony.oddities();
    }
}
