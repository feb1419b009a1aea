package io.kspec.stage.play;

import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;

/** Says how a {@link Stage} is to be. */
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

    /** Names that several stages of a run share. */
    public StageBuilder names(RunNames runNames) {
        names = runNames;
        return this;
    }

    public StageBuilder transcript(Transcript events) {
        transcript = events;
        return this;
    }

    /** The stage; it connects when a role first does. */
    public Stage open() {
        return new Stage(target, settings, names, transcript);
    }
}
