package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds values that decode but cannot be right, such as a leader that is not a broker. */
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
            new VersionsCheck(),
            new RepetitionCheck());
    private static final List<PlausibilityCheck> REQUEST_CHECKS =
            List.of(new FieldCheck(), new TimeoutCheck(), new ProduceCheck());

    /** The kinds by the definition of the response: each run asks for those of all APIs and versions. */
    private static final Map<MessageSpec, Set<ImplausibleKind>> KINDS = new ConcurrentHashMap<>();

    private Plausibility() {}

    /** The kinds of implausible values that are looked for in a response of an API at a version. */
    public static Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return KINDS.computeIfAbsent(api.response(version), definition -> {
            Set<ImplausibleKind> kinds = EnumSet.noneOf(ImplausibleKind.class);
            RESPONSE_CHECKS.forEach(check -> kinds.addAll(check.kinds(api, version)));
            return Collections.unmodifiableSet(kinds);
        });
    }

    /**
     * The implausible values of a request or response, in the order of the checks; empty if it does not decode. A
     * response is compared with its request if that is known.
     */
    public static List<ImplausibleValue> implausibleValues(FrameUnderTest frame) {
        return examine(frame, Set.of()).orElse(List.of());
    }

    /**
     * The implausible values of a message; empty if it does not decode.
     *
     * @param brokers the ids of all brokers as listed by Metadata, or an empty set if unknown
     */
    public static Optional<List<ImplausibleValue>> examine(FrameUnderTest frame, Set<Integer> brokers) {
        return frame.decoded().map(body -> {
            PlausibilityContext context = new PlausibilityContext(frame, body, brokers);
            boolean request = frame.type() == MessageType.REQUEST;
            (request ? REQUEST_CHECKS : RESPONSE_CHECKS).forEach(check -> check.check(context));
            return context.implausibleValues();
        });
    }
}
