package io.kspec.cli.capture;

import io.kspec.golden.Capture;
import io.kspec.golden.Provenance;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.scenarios.play.ConnectionSettings;
import io.kspec.scenarios.play.PlayFailure;
import io.kspec.scenarios.play.RunNames;
import io.kspec.scenarios.play.Stage;
import io.kspec.scenarios.play.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Plays every story at every version that a broker and kspec both speak. */
public final class CaptureRun {
    private static final ConnectionSettings SETTINGS =
            ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofSeconds(15));

    private final Target target;

    public CaptureRun(Target target) {
        this.target = target;
    }

    /** The names of the APIs that there are stories of. */
    public static List<String> apiNames() {
        return Stories.ALL.stream().map(Story::apiName).toList();
    }

    /**
     * What the broker says of its own configuration: nothing if it does not know DescribeConfigs.
     *
     * @throws PlayFailure if it cannot be asked, because nobody is there or does not speak Kafka's protocol
     */
    public BrokerConfig config() {
        try (Stage stage = stage()) {
            return BrokerConfig.ask(new Ground(stage));
        }
    }

    /**
     * Captures; the topics and groups that it makes, which begin with {@code kspec-capture-}, are removed before and after.
     *
     * @param provenance what the captures say of their origin
     * @param apis the names of the APIs to capture; empty for all that there are stories of
     * @param captured is given each capture as soon as it is complete
     * @throws CaptureFailure if the broker does not become ready, or a story cannot be played
     * @throws PlayFailure if the broker cannot be asked for what stories take for granted
     */
    public void play(Provenance provenance, Collection<String> apis, Consumer<Capture> captured) {
        try (Stage groundStage = stage()) {
            Ground ground = new Ground(groundStage);
            ground.awaitCoordinators();
            ground.clear();
            for (Story story : Stories.ALL) {
                Versions versions = groundStage.versions(story.apiName());
                boolean wanted = apis.isEmpty() || apis.contains(story.apiName());
                for (int version = versions.lowest(); wanted && version <= versions.highest(); version++) {
                    captured.accept(play(story, version, ground, provenance));
                    ground.clear();
                }
            }
        }
    }

    private Capture play(Story story, int version, Ground ground, Provenance provenance) {
        ApiSpec api = Catalog.standard().api(story.apiName());
        try (Stage stage = stage()) {
            Recorder recorder = new Recorder(stage, ground, api, version);
            try {
                story.play(recorder);
            } catch (StoryEnd end) {
                recorder.forgetUnanswered();
            } catch (PlayFailure | IllegalArgumentException e) {
                throw new CaptureFailure(api.name() + " v" + version + ": " + e.getMessage(), e);
            }
            return new Capture(provenance, api, version, recorder.exchanges());
        }
    }

    private Stage stage() {
        return Stage.on(target)
                .settings(SETTINGS)
                .names(RunNames.withPrefix("kspec"))
                .open();
    }
}
