package io.kspec.scenarios.play;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.scenarios.Call;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.Step;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.NoCommonVersion;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.RunNames;
import io.kspec.stage.play.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays scenarios against a target, each on a {@link Stage} of its own.
 *
 * <pre>{@code
 * List<ScenarioResult> results = Player.on(Target.parse("127.0.0.1:9092")).build().play(scenario);
 * }</pre>
 */
public final class Player {
    private final Target target;
    private final ConnectionSettings settings;
    private final RunNames names;
    private final PlayListener listener;
    private @Nullable AdvertisedVersions advertised;

    Player(Target target, ConnectionSettings settings, RunNames names, PlayListener listener) {
        this.target = target;
        this.settings = settings;
        this.names = names;
        this.listener = listener;
    }

    /** A builder of a player for a target. */
    public static PlayerBuilder on(Target target) {
        return new PlayerBuilder(target);
    }

    /**
     * The versions that the target advertises. The target is asked once.
     *
     * @throws StageFailure if the target does not respond, or does not speak the Kafka protocol
     */
    public AdvertisedVersions advertised() {
        if (advertised == null) {
            try (Stage stage = stage()) {
                advertised = stage.advertised();
            }
        }
        return advertised;
    }

    /**
     * Plays a scenario once, or at every version of its swept API that both sides speak, from the lowest.
     *
     * @throws StageFailure if the target's versions cannot be read; later failures are in the results
     */
    public List<ScenarioResult> play(Scenario scenario) {
        Optional<NoCommonVersion> missing = missing(scenario, advertised());
        if (missing.isPresent()) {
            return List.of(skipped(scenario, String.valueOf(missing.get().getMessage())));
        }
        ApiSpec sweep = scenario.sweep();
        if (sweep == null) {
            return List.of(play(scenario, null));
        }
        Versions versions = advertised().common(sweep).intersect(scenario.versions(sweep));
        List<ScenarioResult> results = new ArrayList<>();
        for (int version = versions.lowest(); version <= versions.highest(); version++) {
            results.add(play(scenario, version));
        }
        return results;
    }

    /**
     * Plays a scenario once, on a stage that the caller opened and closes, until a step finds something unexpected.
     *
     * @param version the version of the swept API, or null if the scenario sweeps none
     * @param topics where the topics come from that it needs
     * @return that step, or empty if everything went as expected
     * @throws NoCommonVersion if the target does not advertise what the scenario needs
     * @throws StageFailure if the target does not respond, or its response cannot be decoded
     * @throws io.kspec.scenarios.InvalidScenarioException if a variable's value does not fit where it is used
     */
    public static Optional<UnmetStep> play(
            Scenario scenario, @Nullable Integer version, Stage stage, TopicSource topics) {
        Optional<NoCommonVersion> missing = missing(scenario, stage.advertised());
        if (missing.isPresent()) {
            throw missing.get();
        }
        return new ScenarioPlay(scenario, version, stage, topics, PlayListener.NONE).playUntilUnmet();
    }

    private static Optional<NoCommonVersion> missing(Scenario scenario, AdvertisedVersions advertised) {
        return scenario.steps().stream()
                .flatMap(step -> step.calls().stream())
                .filter(call -> call.version() == null)
                .map(Call::api)
                .filter(api ->
                        advertised.common(api).intersect(scenario.versions(api)).isEmpty())
                .findFirst()
                .map(api -> new NoCommonVersion(api, scenario.versions(api), advertised.of(api)));
    }

    private ScenarioResult play(Scenario scenario, @Nullable Integer version) {
        listener.started(scenario, version);
        Stage stage = stage();
        stage.advertised(advertised());
        TopicSource topics = (variable, plan) -> stage.topics().create(variable, plan.partitions(), plan.configs());
        ScenarioPlay play = new ScenarioPlay(scenario, version, stage, topics, listener);
        try (stage) {
            play.play();
        }
        ScenarioResult result = play.result();
        listener.finished(result);
        return result;
    }

    private Stage stage() {
        return Stage.on(target).settings(settings).names(names).open();
    }

    private ScenarioResult skipped(Scenario scenario, String reason) {
        listener.started(scenario, null);
        List<StepResult> steps = new ArrayList<>();
        for (Step step : scenario.steps()) {
            steps.add(new StepResult(step, PlayOutcome.SKIPPED, "", List.of(), List.of()));
        }
        ScenarioResult result =
                new ScenarioResult(scenario, null, PlayOutcome.SKIPPED, reason, steps, List.of(), Duration.ZERO);
        listener.finished(result);
        return result;
    }
}
