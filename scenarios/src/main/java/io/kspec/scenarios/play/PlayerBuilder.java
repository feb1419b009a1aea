package io.kspec.scenarios.play;

import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.RunNames;

/** Builds a {@link Player}. */
public final class PlayerBuilder {
    private final Target target;
    private ConnectionSettings settings = ConnectionSettings.DEFAULT;
    private RunNames names = RunNames.random();
    private PlayListener listener = PlayListener.NONE;

    PlayerBuilder(Target target) {
        this.target = target;
    }

    public PlayerBuilder settings(ConnectionSettings limits) {
        settings = limits;
        return this;
    }

    public PlayerBuilder names(RunNames runNames) {
        names = runNames;
        return this;
    }

    public PlayerBuilder listener(PlayListener playListener) {
        listener = playListener;
        return this;
    }

    public Player build() {
        return new Player(target, settings, names, listener);
    }
}
