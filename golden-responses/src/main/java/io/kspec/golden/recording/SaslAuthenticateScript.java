package io.kspec.golden.recording;

import io.kspec.protocol.scram.ScramHash;
import io.kspec.stage.requests.MetadataRequests;

/** Logins with PLAIN, SCRAM and OAUTHBEARER: with names, passwords and tokens that are right, and wrong in several ways. */
final class SaslAuthenticateScript implements CaptureScript {
    @Override
    public String apiName() {
        return "SaslAuthenticate";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("a listener without logins", PreparedLogin.authenticate(CaptureSetup.USER, CaptureSetup.PASSWORD));
        if (!recorder.hasLogins()) {
            return;
        }
        handshake(recorder, PreparedLogin.USER);
        recorder.ask(
                PreparedLogin.USER,
                "a name and its password",
                PreparedLogin.authenticate(CaptureSetup.USER, CaptureSetup.PASSWORD));
        recorder.prepare(PreparedLogin.USER, "a request after the login", MetadataRequests.noTopics(), 1);
        attempt(recorder, "a wrong password", "\0" + CaptureSetup.USER + "\0wrong");
        attempt(recorder, "a name that nobody has", "\0nobody\0" + CaptureSetup.PASSWORD);
        attempt(recorder, "an empty name", "\0\0" + CaptureSetup.PASSWORD);
        attempt(recorder, "another identity", "other\0" + CaptureSetup.USER + "\0" + CaptureSetup.PASSWORD);
        attempt(recorder, "a token that is none", "nonsense");
        attempt(recorder, "an empty token", "");
        recorder.provoke(
                PreparedLogin.login("hasty"),
                "no mechanism was chosen",
                PreparedLogin.authenticate(CaptureSetup.USER, CaptureSetup.PASSWORD));
        if (recorder.ground().speaks("AlterUserScramCredentials")) {
            for (ScramHash hash : ScramHash.values()) {
                new ScramStory(recorder, hash).play();
            }
        }
        new BearerStory(recorder).play();
    }

    private static void attempt(Recorder recorder, String shows, String token) {
        String connection = PreparedLogin.login(shows.replace(' ', '-'));
        handshake(recorder, connection);
        recorder.provoke(connection, shows, PreparedLogin.authenticate(token));
    }

    private static void handshake(Recorder recorder, String connection) {
        recorder.prepare(connection, connection + ": the mechanism", PreparedLogin.handshake(PreparedLogin.PLAIN), 1);
    }
}
