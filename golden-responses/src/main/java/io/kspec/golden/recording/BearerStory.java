package io.kspec.golden.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Logins with OAUTHBEARER, with tokens without a signature: one that is valid until the year 2100, so that it can be replayed, and
 * one that has expired. A client that is refused is told why, and acknowledges that before it is told the error (RFC 7628).
 */
final class BearerStory {
    private static final String OAUTHBEARER = "OAUTHBEARER";
    private static final String ACKNOWLEDGEMENT = "\1";
    private static final long IN_2000 = 946_684_800L;
    private static final long IN_2001 = 978_307_200L;
    private static final long IN_2100 = 4_102_444_800L;

    private final Recorder recorder;

    BearerStory(Recorder recorder) {
        this.recorder = recorder;
    }

    void play() {
        recorder.ask(begin("user"), "OAUTHBEARER: a token", PreparedLogin.authenticate(first(token(IN_2100))));
        String late = begin("latecomer");
        recorder.ask(late, "OAUTHBEARER: a token that has expired", PreparedLogin.authenticate(first(token(IN_2001))));
        recorder.provoke(late, "OAUTHBEARER: the end of that", PreparedLogin.authenticate(ACKNOWLEDGEMENT));
        recorder.provoke(begin("stranger"), "OAUTHBEARER: no token", PreparedLogin.authenticate("n,,\1\1"));
    }

    private String begin(String who) {
        String connection = PreparedLogin.login(OAUTHBEARER + " " + who);
        recorder.prepare(connection, connection + ": the mechanism", PreparedLogin.handshake(OAUTHBEARER), 1);
        return connection;
    }

    private static String first(String token) {
        return "n,,\1auth=Bearer " + token + "\1\1";
    }

    private static String token(long expires) {
        return encoded("{\"alg\":\"none\"}") + "."
                + encoded("{\"sub\":\"" + CaptureSetup.USER + "\",\"iat\":" + IN_2000 + ",\"exp\":" + expires + "}")
                + ".";
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
