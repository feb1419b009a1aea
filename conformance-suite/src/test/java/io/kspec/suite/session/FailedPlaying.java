package io.kspec.suite.session;

import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Transcript;
import org.jspecify.annotations.Nullable;

/** A case that failed, without anything that was sent or received. */
class FailedPlaying implements Playing {
    private final String name;
    private final boolean hostile;

    FailedPlaying(String name, boolean hostile) {
        this.name = name;
        this.hostile = hostile;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hostile() {
        return hostile;
    }

    @Override
    public boolean disturbed() {
        return true;
    }

    @Override
    public @Nullable Liveness found() {
        return null;
    }

    @Override
    public Transcript transcript() {
        return new Transcript();
    }

    @Override
    public long beganAt() {
        return 0;
    }

    @Override
    public long endedAt() {
        return 0;
    }

    @Override
    public Playing again() {
        return this;
    }

    @Override
    public void killed(Demise demise) {}

    @Override
    public void lost(String reason) {}

    @Override
    public void book() {}
}
