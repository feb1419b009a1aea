package io.kspec.golden.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.golden.ScramLogin;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;

/**
 * Logins with SCRAM, with a password that is right and one that is wrong, of a user who exists meanwhile. The client's part of the
 * nonce is always the same; the broker's part is not, nor are proof and signature, which follow from both.
 */
final class ScramStory {
    private static final String SCRAM_USER = "kspec-scram";

    private final Recorder recorder;
    private final ScramHash hash;
    private final String mechanism;

    ScramStory(Recorder recorder, ScramHash hash) {
        this.recorder = recorder;
        this.hash = hash;
        this.mechanism = hash.mechanism();
    }

    void play() {
        recorder.prepare(
                Recorder.CLIENT,
                mechanism + ": credentials",
                PreparedScram.setting(SCRAM_USER, hash, CaptureSetup.PASSWORD),
                0);
        String user = begin("user");
        ScramLogin login = login("user", SCRAM_USER, CaptureSetup.PASSWORD);
        Message challenge = recorder.ask(user, mechanism + ": a name", PreparedLogin.authenticate(login.first()));
        recorder.ask(user, mechanism + ": the proof of its password", proof(login, challenge));
        recorder.prepare(user, mechanism + ": a request after the login", MetadataRequests.noTopics(), 1);

        String guesser = begin("guesser");
        ScramLogin guess = login("guesser", SCRAM_USER, ScramLogin.WRONG_PASSWORD);
        Message another = recorder.ask(
                guesser,
                mechanism + ": a name, to be followed by a wrong proof",
                PreparedLogin.authenticate(guess.first()));
        recorder.provoke(guesser, mechanism + ": the proof of a wrong password", proof(guess, another));

        recorder.provoke(
                begin("stranger"),
                mechanism + ": a name that nobody has",
                PreparedLogin.authenticate(
                        login("stranger", "nobody", CaptureSetup.PASSWORD).first()));
        recorder.prepare(
                Recorder.CLIENT, mechanism + ": no credentials any more", PreparedScram.deleting(SCRAM_USER, hash), 0);
    }

    /** Chooses the mechanism on a connection, and gives its name. */
    private String begin(String who) {
        String connection = PreparedLogin.login(mechanism + " " + who);
        recorder.prepare(connection, connection + ": the mechanism", PreparedLogin.handshake(mechanism), 1);
        return connection;
    }

    private ScramLogin login(String who, String name, String password) {
        return new ScramLogin(hash, password, "n=" + name + ",r=nonce-of-" + who);
    }

    private static ClientRequest proof(ScramLogin login, Message challenge) {
        Bytes token = challenge.getBytes("AuthBytes");
        return PreparedLogin.authenticate(login.last(new String(token.toArray(), UTF_8)));
    }
}
