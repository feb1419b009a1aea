package io.kspec.golden.recording;

import io.kspec.golden.Capture;
import io.kspec.golden.Captures;
import io.kspec.golden.Provenance;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.RunNames;
import io.kspec.stage.play.Stage;
import io.kspec.stage.security.SecuritySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plays every script at every version that both the broker and kspec speak. */
public final class CaptureRun {
    private final Target target;
    private final @Nullable Target logins;
    private final ConnectionSettings settings;

    /** A run against a broker that wants neither TLS nor SASL. */
    public CaptureRun(Target target) {
        this(target, SecuritySettings.NONE);
    }

    /**
     * A run against a broker.
     *
     * @param security how the broker wants its clients to connect
     */
    public CaptureRun(Target target, SecuritySettings security) {
        this(target, null, security);
    }

    /**
     * A run against a broker that is set up as {@link CaptureSetup} says.
     *
     * @param target its listener on which nobody logs in
     * @param logins its listener with logins
     */
    public CaptureRun(Target target, Target logins) {
        this(target, logins, SecuritySettings.NONE);
    }

    private CaptureRun(Target target, @Nullable Target logins, SecuritySettings security) {
        this.target = target;
        this.logins = logins;
        this.settings = ConnectionSettings.DEFAULT
                .withReadTimeout(Duration.ofSeconds(15))
                .withSecurity(security);
    }

    /** The names of the APIs that are captured, those that there is a script for. */
    public static List<String> apiNames() {
        return CaptureScripts.ALL.stream().map(CaptureScript::apiName).toList();
    }

    /**
     * The broker's configuration where it is not the default; empty if the broker does not know DescribeConfigs.
     *
     * @throws StageFailure if the broker cannot be reached or does not speak Kafka's protocol
     */
    public BrokerConfig config() {
        try (Stage stage = stage()) {
            return BrokerConfig.ask(new BrokerFixture(stage));
        }
    }

    /**
     * Captures the broker into a folder. All topics and groups whose names begin with {@code kspec-capture-} are removed
     * before, between and after the scripts.
     *
     * @param apis the names of the APIs to capture; empty for all of {@link #apiNames}
     * @param folder keeps the captures, each as soon as it is complete
     * @throws CaptureFailure if the broker does not become ready, or a script cannot be played
     * @throws StageFailure if a request fails that the scripts depend on
     */
    public void record(Collection<String> apis, CaptureFolder folder) {
        try (Stage fixtureStage = stage()) {
            BrokerFixture ground = new BrokerFixture(fixtureStage, logins);
            ground.awaitCoordinators();
            Set<Path> planned = new HashSet<>();
            for (CaptureScript script : CaptureScripts.ALL) {
                Versions versions = fixtureStage.versions(script.apiName());
                boolean wanted = apis.isEmpty() || apis.contains(script.apiName());
                for (int version = versions.lowest(); version <= versions.highest(); version++) {
                    planned.add(Captures.path(script.api(), version));
                    if (wanted) {
                        ground.clearFor(script.api());
                        folder.store(play(script, version, ground, folder.provenance()));
                    }
                }
            }
            ground.clear();
            folder.finish(planned);
        }
    }

    private Capture play(CaptureScript script, int version, BrokerFixture ground, Provenance provenance) {
        ApiSpec api = script.api();
        try (Stage stage = stage();
                Recorder recorder = new Recorder(stage, ground, api, version)) {
            try {
                script.play(recorder);
                OddRequests.play(script, recorder);
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
                .settings(settings)
                .names(RunNames.withPrefix("kspec"))
                .open();
    }
}
