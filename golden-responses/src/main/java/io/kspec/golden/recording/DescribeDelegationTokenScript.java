package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ClientRequest;

/** The tokens of the user who asks, of others, and of everybody. */
final class DescribeDelegationTokenScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeDelegationToken";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("somebody who has not logged in", ofEverybody());
        if (!recorder.hasLogins()) {
            return;
        }
        Bytes hmac = PreparedToken.prepare(recorder);
        recorder.ask(PreparedLogin.USER, "of everybody", ofEverybody());
        recorder.ask(PreparedLogin.USER, "of the user", of(CaptureSetup.USER));
        recorder.ask(PreparedLogin.USER, "of a user without tokens", of("another"));
        recorder.ask(PreparedLogin.USER, "of nobody", ClientRequest.of(apiName(), body -> {}));
        PreparedToken.discard(recorder, hmac);
    }

    private static ClientRequest ofEverybody() {
        return ClientRequest.of("DescribeDelegationToken", body -> body.set("Owners", null));
    }

    private static ClientRequest of(String user) {
        return ClientRequest.of(
                "DescribeDelegationToken",
                body -> body.add(
                        "Owners", owner -> owner.set("PrincipalType", "User").set("PrincipalName", user)));
    }
}
