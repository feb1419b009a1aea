package io.kspec.golden.walk.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client sends before, while or after it logs in.
 *
 * @param api the API of a request; null for bytes that are sent as they are
 * @param text the mechanism of SaslHandshake, or the token
 */
record LoginStep(@Nullable String api, int version, String text) {
    private static final String RIGHT = "\0" + SecuritySide.USER + "\0" + SecuritySide.PASSWORD;
    private static final List<String> TOKENS = List.of(
            RIGHT,
            RIGHT,
            RIGHT,
            "\0" + SecuritySide.USER + "\0wrong",
            "\0nobody\0x",
            "\0\0x",
            "carol" + RIGHT,
            SecuritySide.USER + RIGHT,
            "nonsense",
            RIGHT + "\0more",
            "");
    private static final int MOST_STEPS = 6;

    /** A client that usually does what is expected next. */
    static List<LoginStep> some(Random random) {
        List<LoginStep> steps = new ArrayList<>();
        int expected = 0;
        while (steps.size() < MOST_STEPS) {
            int kind = random.nextInt(4) == 0 ? random.nextInt(5) : expected;
            steps.add(step(kind, random));
            expected = kind == 2 || kind == 3 ? 3 : kind + 1;
        }
        return steps;
    }

    private static LoginStep step(int kind, Random random) {
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        return switch (kind) {
            case 0 -> new LoginStep("ApiVersions", List.of(0, 3, 4, 99).get(random.nextInt(4)), "");
            case 1 ->
                new LoginStep(
                        "SaslHandshake",
                        random.nextInt(2),
                        List.of("PLAIN", "PLAIN", "PLAIN", "GSSAPI", "").get(random.nextInt(5)));
            case 2 -> new LoginStep("SaslAuthenticate", random.nextInt(3), token);
            case 3 -> new LoginStep("Metadata", 1 + random.nextInt(9), "");
            default -> new LoginStep(null, 0, token);
        };
    }

    /** What a broker answers to the steps, until it closes the connection. */
    static String play(List<LoginStep> steps, int port) throws IOException {
        List<String> answers = new ArrayList<>();
        try (WireClient client = new WireClient(port)) {
            boolean bare = false;
            for (LoginStep step : steps) {
                String answer = bare ? step.playBare(client) : step.play(client);
                answers.add(answer);
                if (answer.equals("disconnected")) {
                    break;
                }
                bare = !bare && "SaslHandshake".equals(step.api()) && step.version() == 0 && answer.startsWith("NONE");
            }
        }
        return answers.toString();
    }

    /** Sends the token where the broker expects one without a request around it. */
    private String playBare(WireClient client) throws IOException {
        client.sendFrame(bytes());
        Bytes frame = client.receiveFrame();
        return frame == null ? "disconnected" : "token " + frame.size();
    }

    private String play(WireClient client) throws IOException {
        String name = api;
        if (name == null) {
            return playBare(client);
        }
        ApiSpec spec = Catalog.standard().api(name);
        int known = Math.min(version, spec.versions().highest());
        Message body = Message.defaults(spec.request(known).struct());
        switch (name) {
            case "SaslHandshake" -> body = body.with("Mechanism", text);
            case "SaslAuthenticate" -> body = body.with("AuthBytes", bytes());
            case "ApiVersions" ->
                body = known < 3
                        ? body
                        : body.with("ClientSoftwareName", "kspec").with("ClientSoftwareVersion", "1");
            default -> body = body.with("Topics", List.of());
        }
        byte[] frame = Frames.encodeRequest(spec, known, 1, "c", body).toArray();
        frame[3] = (byte) version;
        client.sendFrame(Bytes.wrap(frame));
        Bytes answer = client.receiveFrame();
        if (answer == null) {
            return "disconnected";
        }
        Message response = Frames.decodeResponse(spec, known, answer);
        String error = response.has("ErrorCode")
                ? ErrorCode.of(response.getInt("ErrorCode")).orElseThrow().name()
                : "answered";
        return error
                + (response.has("Mechanisms") ? response.getStrings("Mechanisms") : "")
                + (response.has("ErrorMessage") ? " " + response.getNullableString("ErrorMessage") : "")
                + (response.has("SessionLifetimeMs") ? " " + response.getLong("SessionLifetimeMs") : "");
    }

    private Bytes bytes() {
        return Bytes.wrap(text.getBytes(UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (api == null ? "bare" : api + " v" + version) + " "
                + text.replace('\0', '|').replace(SecuritySide.PASSWORD, "PASSWORD");
    }
}
