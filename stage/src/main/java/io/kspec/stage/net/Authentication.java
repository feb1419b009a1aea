package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.security.AuthenticationException;
import io.kspec.stage.security.SaslDialogue;
import io.kspec.stage.security.SaslMechanism;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a new connection as Kafka's Java client does: ApiVersions v0, SaslHandshake, then SaslAuthenticate with one
 * token after the other, or tokens without headers if the broker does not advertise SaslAuthenticate. All of it ends within
 * the limit for one response, and no byte of it is recorded. A session is not renewed (KIP-368).
 */
final class Authentication {
    /** Java's clients keep such ids for authentication, so that those of the other requests begin at 1. */
    private static final int FIRST_CORRELATION_ID = Integer.MAX_VALUE - 7;

    private static final ApiSpec VERSIONS = Catalog.standard().api("ApiVersions");
    private static final ApiSpec HANDSHAKE = Catalog.standard().api("SaslHandshake");
    private static final ApiSpec AUTHENTICATE = Catalog.standard().api("SaslAuthenticate");
    /** The handshake that tokens without headers follow. */
    private static final int PLAIN_TOKENS = 0;

    private final String name;
    private final Target target;
    private final @Nullable String clientId;
    private final ConnectionSettings settings;
    private final TimedSocket socket;
    private final SaslMechanism mechanism;
    private final FrameReader frames;
    private final Deadline deadline;
    private int correlationId = FIRST_CORRELATION_ID;

    Authentication(
            String name,
            Target target,
            @Nullable String clientId,
            ConnectionSettings settings,
            TimedSocket socket,
            SaslMechanism mechanism) {
        this.name = name;
        this.target = target;
        this.clientId = clientId;
        this.settings = settings;
        this.socket = socket;
        this.mechanism = mechanism;
        this.frames = new FrameReader(socket, settings.maximumResponseSize());
        this.deadline = Deadline.in(settings.readTimeout());
    }

    /**
     * Returns once the broker has accepted the credentials.
     *
     * @throws SecurityFailure if it does not
     */
    void run() {
        Message advertised =
                ask(VERSIONS, 0, Message.builder(VERSIONS.request(0)).build());
        int authenticate = highest(advertised, AUTHENTICATE);
        int handshake = authenticate < 0 ? PLAIN_TOKENS : highest(advertised, HANDSHAKE);
        if (handshake < 0) {
            throw failure("a listener that advertises SaslHandshake", "one that does not");
        }
        shakeHands(handshake);
        try {
            SaslDialogue dialogue = mechanism.begin();
            Bytes token = dialogue.first();
            while (true) {
                Bytes answer = handshake == PLAIN_TOKENS ? exchange(token) : exchange(token, authenticate, dialogue);
                Optional<Bytes> next = dialogue.next(answer);
                if (next.isEmpty()) {
                    return;
                }
                token = next.get();
            }
        } catch (AuthenticationException e) {
            throw failure("authentication with " + mechanism.name(), String.valueOf(e.getMessage()));
        }
    }

    private void shakeHands(int version) {
        Message request = Message.builder(HANDSHAKE.request(version))
                .set("Mechanism", mechanism.name())
                .build();
        Message answer = ask(HANDSHAKE, version, request);
        int error = answer.getShort("ErrorCode");
        if (error != 0) {
            List<String> offered = answer.getStrings("Mechanisms");
            throw failure(
                    "a listener that offers " + mechanism.name(),
                    ErrorCode.describe(error) + (offered.isEmpty() ? "" : " and " + String.join(", ", offered)));
        }
    }

    private Bytes exchange(Bytes token, int version, SaslDialogue dialogue) {
        Message request = Message.builder(AUTHENTICATE.request(version))
                .set("AuthBytes", token)
                .build();
        Message answer = ask(AUTHENTICATE, version, request);
        int error = answer.getShort("ErrorCode");
        if (error != 0) {
            String message = answer.getNullableString("ErrorMessage");
            throw failure(
                    "authentication with " + mechanism.name(),
                    ErrorCode.describe(error) + (message == null ? "" : " (" + dialogue.hideSecretsIn(message) + ")"));
        }
        return answer.getBytes("AuthBytes");
    }

    private Bytes exchange(Bytes token) {
        send(token, "a SASL token");
        return receive(FrameReader.ofTokens(socket, settings.maximumResponseSize()), "an answer to a SASL token");
    }

    private Message ask(ApiSpec api, int version, Message body) {
        String what = api.name() + " v" + version;
        int id = correlationId++;
        send(Frames.encodeRequest(api, version, id, clientId, body), what);
        Bytes frame = receive(frames, "an answer to " + what);
        if (frame.getInt(0) != id) {
            throw failure("an answer to " + what + " with correlation id " + id, "one with " + frame.getInt(0));
        }
        DecodeAttempt attempt = Frames.attemptResponse(api, version, frame);
        if (!attempt.succeeded()) {
            throw failure("an answer to " + what + " that can be decoded", "that " + attempt.requireFailure());
        }
        return attempt.requireBody();
    }

    private void send(Bytes frame, String what) {
        try {
            if (!socket.write(FrameReader.withSize(frame.size(), frame), Deadline.in(settings.writeTimeout()))) {
                throw failure("that the target takes " + what, "that it does not");
            }
        } catch (InterruptedIOException e) {
            throw new StageInterrupted(name, e);
        } catch (IOException e) {
            throw new SecurityFailure(target, "that the target takes " + what, "the connection closed", e);
        }
    }

    private Bytes receive(FrameReader source, String expected) {
        try {
            Reception reception = source.next(deadline, settings.readTimeout());
            if (reception instanceof Reception.Frame came) {
                return came.frame();
            }
            if (reception instanceof Reception.TimedOut) {
                throw failure(expected + " within " + Durations.text(settings.readTimeout()), "none");
            }
            throw failure(
                    expected,
                    reception instanceof Reception.Closed ? "the connection closed" : "bytes that are no frame");
        } catch (InterruptedIOException e) {
            throw new StageInterrupted(name, e);
        } catch (IOException e) {
            throw new SecurityFailure(target, expected, "the connection reset (" + e.getMessage() + ")", e);
        }
    }

    /** The highest version that both sides speak, or -1. */
    private static int highest(Message advertised, ApiSpec api) {
        return advertised.getStructs("ApiKeys").stream()
                .filter(each -> each.getInt("ApiKey") == api.key())
                .map(each -> new Versions(each.getInt("MinVersion"), each.getInt("MaxVersion"))
                        .intersect(api.versions())
                        .highest())
                .findFirst()
                .orElse(-1);
    }

    private SecurityFailure failure(String expected, String found) {
        return new SecurityFailure(target, expected, found, null);
    }
}
