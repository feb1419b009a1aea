package io.kspec.golden.recording;

import io.kspec.golden.Capture;
import io.kspec.golden.Provenance;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.RunNames;
import io.kspec.stage.play.Stage;
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
        return CaptureScripts.ALL.stream().map(CaptureScript::apiName).toList();
    }

    /**
     * What the broker says of its own configuration: nothing if it does not know DescribeConfigs.
     *
     * @throws StageFailure if it cannot be asked, because nobody is there or does not speak Kafka's protocol
     */
    public BrokerConfig config() {
        try (Stage stage = stage()) {
            return BrokerConfig.ask(new BrokerFixture(stage));
        }
    }

    /**
     * Captures; the topics and groups that it makes, which begin with {@code kspec-capture-}, are removed before and after.
     *
     * @param provenance what the captures say of their origin
     * @param apis the names of the APIs to capture; empty for all that there are stories of
     * @param captured is given each capture as soon as it is complete
     * @throws CaptureFailure if the broker does not become ready, or a story cannot be played
     * @throws StageFailure if the broker cannot be asked for what stories take for granted
     */
    public void play(Provenance provenance, Collection<String> apis, Consumer<Capture> captured) {
        try (Stage groundStage = stage()) {
            BrokerFixture ground = new BrokerFixture(groundStage);
            ground.awaitCoordinators();
            ground.clear();
            for (CaptureScript story : CaptureScripts.ALL) {
                Versions versions = groundStage.versions(story.apiName());
                boolean wanted = apis.isEmpty() || apis.contains(story.apiName());
                for (int version = versions.lowest(); wanted && version <= versions.highest(); version++) {
                    captured.accept(play(story, version, ground, provenance));
                    ground.clear();
                }
            }
        }
    }

    private Capture play(CaptureScript story, int version, BrokerFixture ground, Provenance provenance) {
        ApiSpec api = Catalog.standard().api(story.apiName());
        try (Stage stage = stage()) {
            Recorder recorder = new Recorder(stage, ground, api, version);
            try {
                story.play(recorder);
            } catch (ScriptEnd end) {
                recorder.forgetUnanswered();
            } catch (StageFailure | IllegalArgumentException e) {
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
