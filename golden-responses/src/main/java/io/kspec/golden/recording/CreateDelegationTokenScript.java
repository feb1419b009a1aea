package io.kspec.golden.recording;

import io.kspec.protocol.message.Message;

/** Tokens, and who gets none. */
final class CreateDelegationTokenScript implements CaptureScript {
    @Override
    public String apiName() {
        return "CreateDelegationToken";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("somebody who has not logged in", PreparedToken.creating());
        if (!recorder.hasLogins()) {
            return;
        }
        PreparedLogin.play(recorder, PreparedLogin.USER);
        Message created = recorder.ask(PreparedLogin.USER, "a token", PreparedToken.creating());
        PreparedToken.discard(recorder, created.getBytes("Hmac"));
        recorder.ask(PreparedLogin.USER, "a renewer who is no user", PreparedToken.creatingFor("Group", "everybody"));
        if (recorder.from(3)) {
            recorder.ask(
                    PreparedLogin.USER,
                    "a token of somebody else, without the right to it",
                    PreparedToken.creating()
                            .with(body -> body.set("OwnerPrincipalType", "User").set("OwnerPrincipalName", "another")));
        }
    }
}
