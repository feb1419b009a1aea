package io.kspec.suite.sweep;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.NeedUnmet;
import io.kspec.suite.session.VersionExperience;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Why a case is not played that sends requests of which the target dies, or needs what is had by them. */
final class Deadliness {
    private Deadliness() {}

    /** The first such reason; empty if none is known. */
    static Optional<NeedUnmet> of(PlannedCase planned, Stage stage) {
        VersionExperience experience = planned.session().experience();
        return Stream.concat(
                        planned.requests().entrySet().stream()
                                .map(sent -> survival(sent.getKey(), sent.getValue(), experience::killersOf)),
                        needed(planned, stage).entrySet().stream()
                                .map(sent -> survival(sent.getKey(), sent.getValue(), experience::killersOfNeeded)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<NeedUnmet> survival(
            ApiSpec api, int version, BiFunction<ApiSpec, Integer, List<String>> killers) {
        List<String> known = killers.apply(api, version);
        return known.isEmpty() ? Optional.empty() : Optional.of(NeedUnmet.survival(api, version, known));
    }

    /** The versions at which the case would send requests of APIs that it needs besides its own. */
    private static Map<ApiSpec, Integer> needed(PlannedCase planned, Stage stage) {
        Map<ApiSpec, Integer> needed = new LinkedHashMap<>();
        if (planned.scenario() == null) {
            for (String name : planned.declared().needs()) {
                stage.bestCommonVersion(name)
                        .ifPresent(version -> needed.put(Catalog.standard().api(name), version));
            }
        }
        return needed;
    }
}
