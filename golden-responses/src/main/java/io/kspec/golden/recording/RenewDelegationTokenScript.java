package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;

/** Tokens that live longer, and those that do not. */
final class RenewDelegationTokenScript implements CaptureScript {
    private static final long HOUR_MS = 3_600_000;

    @Override
    public String apiName() {
        return "RenewDelegationToken";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("somebody who has not logged in", PreparedToken.renewing(PreparedToken.NO_TOKEN, HOUR_MS));
        if (!recorder.hasLogins()) {
            return;
        }
        Bytes hmac = PreparedToken.prepare(recorder);
        recorder.ask(PreparedLogin.USER, "a token", PreparedToken.renewing(hmac, HOUR_MS));
        recorder.ask(
                PreparedLogin.USER,
                "a token that does not exist",
                PreparedToken.renewing(PreparedToken.NO_TOKEN, HOUR_MS));
        PreparedToken.discard(recorder, hmac);
        recorder.ask(PreparedLogin.USER, "a token that has expired", PreparedToken.renewing(hmac, HOUR_MS));
    }
}
