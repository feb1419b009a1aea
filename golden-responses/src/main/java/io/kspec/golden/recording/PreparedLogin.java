package io.kspec.golden.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.stage.requests.ClientRequest;

/** Logins, most of them with the mechanism PLAIN, on the listener that {@link CaptureSetup} describes. */
final class PreparedLogin {
    /** The connection of the user who may log in. */
    static final String USER = login("user");

    static final String PLAIN = "PLAIN";

    private PreparedLogin() {}

    /** The name of a connection to the listener with logins. */
    static String login(String name) {
        return name + " at " + CaptureSetup.LOGIN_LISTENER;
    }

    static ClientRequest handshake(String mechanism) {
        return ClientRequest.of("SaslHandshake", body -> body.set("Mechanism", mechanism));
    }

    static ClientRequest authenticate(String user, String password) {
        return authenticate("\0" + user + "\0" + password);
    }

    static ClientRequest authenticate(String token) {
        return authenticate(Bytes.wrap(token.getBytes(UTF_8)));
    }

    static ClientRequest authenticate(Bytes token) {
        return ClientRequest.of("SaslAuthenticate", body -> body.set("AuthBytes", token));
    }

    /** Lets the user log in over a connection. */
    static void play(Recorder recorder, String connection) {
        recorder.prepare(connection, connection + ": the mechanism", handshake(PLAIN), 1);
        recorder.prepare(
                connection,
                connection + ": name and password",
                authenticate(CaptureSetup.USER, CaptureSetup.PASSWORD),
                2);
    }
}
