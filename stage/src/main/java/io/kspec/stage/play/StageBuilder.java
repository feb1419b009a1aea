package io.kspec.stage.play;

import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;

/** Configures a {@link Stage}. */
public final class StageBuilder {
    private final Target target;
    private ConnectionSettings settings = ConnectionSettings.DEFAULT;
    private RunNames names = RunNames.random();
    private Transcript transcript = new Transcript();

    StageBuilder(Target target) {
        this.target = target;
    }

    public StageBuilder settings(ConnectionSettings limits) {
        settings = limits;
        return this;
    }

    /** Shares the names of a run with other stages. */
    public StageBuilder names(RunNames runNames) {
        names = runNames;
        return this;
    }

    public StageBuilder transcript(Transcript events) {
        transcript = events;
        return this;
    }

    /** The stage. It connects on the first request. */
    public Stage open() {
        return new Stage(target, settings, names, transcript);
    }
}
