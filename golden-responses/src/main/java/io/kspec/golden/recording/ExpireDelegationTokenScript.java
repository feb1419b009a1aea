package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;

/** Tokens whose end is set, or that end at once. */
final class ExpireDelegationTokenScript implements CaptureScript {
    private static final long HOUR_MS = 3_600_000;

    @Override
    public String apiName() {
        return "ExpireDelegationToken";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("somebody who has not logged in", PreparedToken.expiring(PreparedToken.NO_TOKEN, HOUR_MS));
        if (!recorder.hasLogins()) {
            return;
        }
        Bytes hmac = PreparedToken.prepare(recorder);
        recorder.ask(PreparedLogin.USER, "in an hour", PreparedToken.expiring(hmac, HOUR_MS));
        recorder.ask(
                PreparedLogin.USER,
                "a token that does not exist",
                PreparedToken.expiring(PreparedToken.NO_TOKEN, HOUR_MS));
        recorder.ask(PreparedLogin.USER, "at once", PreparedToken.expiring(hmac, -1));
        recorder.ask(PreparedLogin.USER, "a token that has expired", PreparedToken.expiring(hmac, -1));
    }
}
