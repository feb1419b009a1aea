package io.kspec.suite.sweep;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Check;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.TargetSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * A case to run.
 *
 * @param declared the check
 * @param check the check as the run log describes it
 * @param api the swept API, or null
 * @param version the swept version, or {@link #NO_VERSION} if there is none to sweep
 * @param skip why the case is skipped, or null if it runs
 * @param booked whether to record the result; if not, the case runs only for what others learn from it
 */
record PlannedCase(
        ConformanceTest declared,
        Check check,
        TargetSession session,
        @Nullable ApiSpec api,
        int version,
        @Nullable String skip,
        boolean booked)
        implements TestTemplateInvocationContext {
    static final int NO_VERSION = -1;

    /** The API and version of the case in the run log. */
    @Nullable ApiVersion apiVersion() {
        return api == null ? null : new ApiVersion(api.key(), api.name(), version == NO_VERSION ? null : version);
    }

    /**
     * This case, if it belongs to the shard that is run; empty if another shard runs it. What other cases rely on is played
     * in every shard and counts in one: what makes the target ready, and whether a version is answered at all.
     */
    Optional<PlannedCase> inShard() {
        if (session.selection().isInShard(check.id(), apiVersion())) {
            return Optional.of(this);
        }
        boolean reliedOn = check.id().startsWith(Case.READY) || check.id().equals(CasePlayer.WELL_FORMED);
        return reliedOn && skip == null
                ? Optional.of(new PlannedCase(declared, check, session, api, version, null, false))
                : Optional.empty();
    }

    /** Whether to probe the target's liveness afterwards. */
    boolean hostile() {
        return declared.hostile();
    }

    /** The scenario that the case plays, or null if it plays a method of its own. */
    @Nullable ScenarioCheck scenario() {
        return declared instanceof ScenarioCheck added ? added : null;
    }

    /** The versions at which the case sends requests of APIs, as far as that is known before it is played. */
    Map<ApiSpec, Integer> requests() {
        ScenarioCheck played = scenario();
        if (played == null) {
            return api == null ? Map.of() : Map.of(api, version);
        }
        Map<ApiSpec, Integer> requests = new LinkedHashMap<>();
        for (ApiSpec used : played.scenario().apis()) {
            Versions common = session.versions(used).intersect(played.scenario().versions(used));
            if (!common.isEmpty()) {
                requests.put(used, used == api ? version : common.highest());
            }
        }
        return requests;
    }

    /** Whether a name on the command line names this case. */
    boolean isNamed(CaseName name) {
        return name.names(check.id(), api == null ? null : api.name(), version);
    }

    /** The case on a stage. */
    Case on(Stage stage) {
        return new Case(
                stage,
                version == NO_VERSION ? null : api,
                version,
                session.needs(),
                check.id() + (api == null ? "" : " " + apiVersion()));
    }

    String name() {
        return api == null ? check.id() : String.valueOf(apiVersion());
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new CasePlayer(this));
    }
}
