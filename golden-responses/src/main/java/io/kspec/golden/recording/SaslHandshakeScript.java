package io.kspec.golden.recording;

import io.kspec.stage.requests.MetadataRequests;
import java.util.List;

/** The choice of a mechanism, on a listener with logins and on one without. */
final class SaslHandshakeScript implements CaptureScript {
    private static final List<String> OTHERS = List.of("SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");

    @Override
    public String apiName() {
        return "SaslHandshake";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a listener without logins", PreparedLogin.handshake(PreparedLogin.PLAIN));
        if (!recorder.hasLogins()) {
            return;
        }
        recorder.ask(PreparedLogin.USER, "a mechanism", PreparedLogin.handshake(PreparedLogin.PLAIN));
        for (String other : OTHERS) {
            recorder.ask(
                    PreparedLogin.login("user of " + other), "the mechanism " + other, PreparedLogin.handshake(other));
        }
        recorder.provoke(
                PreparedLogin.login("stranger"),
                "a mechanism that the broker does not have",
                PreparedLogin.handshake("GSSAPI"));
        recorder.provoke(PreparedLogin.login("nameless"), "an empty mechanism", PreparedLogin.handshake(""));
        recorder.provokePreparing(
                PreparedLogin.login("hasty"), "a request before the login", MetadataRequests.noTopics(), 1);
    }
}
