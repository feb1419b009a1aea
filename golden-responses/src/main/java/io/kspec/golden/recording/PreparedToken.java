package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.stage.requests.ClientRequest;

/** The requests about delegation tokens (KIP-48), of the user who may log in. */
final class PreparedToken {
    /** The secret of no token. */
    static final Bytes NO_TOKEN = Bytes.fromHex("00".repeat(64));

    private static final int EXPIRE_NOW = -1;

    private PreparedToken() {}

    /** A token that the broker lets live as long as it allows. */
    static ClientRequest creating() {
        return ClientRequest.of("CreateDelegationToken", body -> body.set("MaxLifetimeMs", -1L)
                .setIfPresent("OwnerPrincipalType", null)
                .setIfPresent("OwnerPrincipalName", null));
    }

    /** A token that somebody else may renew. */
    static ClientRequest creatingFor(String type, String renewer) {
        return creating()
                .with(body -> body.add(
                        "Renewers", entry -> entry.set("PrincipalType", type).set("PrincipalName", renewer)));
    }

    static ClientRequest renewing(Bytes hmac, long periodMs) {
        return ClientRequest.of(
                "RenewDelegationToken", body -> body.set("Hmac", hmac).set("RenewPeriodMs", periodMs));
    }

    /**
     * Lets a token expire.
     *
     * @param periodMs when; negative for at once
     */
    static ClientRequest expiring(Bytes hmac, long periodMs) {
        return ClientRequest.of(
                "ExpireDelegationToken", body -> body.set("Hmac", hmac).set("ExpiryTimePeriodMs", periodMs));
    }

    /** Logs in and gets a token; gives its secret. */
    static Bytes prepare(Recorder recorder) {
        PreparedLogin.play(recorder, PreparedLogin.USER);
        Message created = recorder.prepare(PreparedLogin.USER, "a token", creating(), 1);
        return created.getBytes("Hmac");
    }

    /** Ends the life of a token. */
    static void discard(Recorder recorder, Bytes hmac) {
        recorder.prepare(PreparedLogin.USER, "the token expires", expiring(hmac, EXPIRE_NOW), 1);
    }
}
