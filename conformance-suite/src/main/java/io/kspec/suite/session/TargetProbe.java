package io.kspec.suite.session;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Reception;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.ClientRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks over its own connection whether the target answers ApiVersions v0, which every broker must answer before either
 * side knows anything of the other (KIP-35).
 */
final class TargetProbe {
    private static final int CORRELATION_ID = 0x6b737063;
    private static final int HTTP = 0x48545450;
    private static final int TLS_ALERT = 0x15;
    private static final int FEW_BYTES = 16;

    private final Target target;
    private final ConnectionSettings settings;

    TargetProbe(Target target, ConnectionSettings settings) {
        this.target = target;
        this.settings = settings;
    }

    /** Checks whether the target answers, and reports what it did instead if not. */
    Liveness probe() {
        try (Connection connection = Connection.open("probe", target, "kspec-probe", settings, new Transcript())) {
            connection.sendFrame(request());
            Reception reception = connection.receiveFrame(settings.readTimeout());
            return judge(reception);
        } catch (StageFailure e) {
            return dead(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Requires that the target answers.
     *
     * @throws NoKafkaThere if it does not answer, or not with Kafka's protocol
     */
    void demand() {
        Liveness liveness = probe();
        if (!liveness.alive()) {
            boolean known = liveness.finding().contains("found an HTTP server");
            throw new NoKafkaThere(known ? liveness.finding() : httpServer().orElse(liveness.finding()));
        }
    }

    /** Also sends an HTTP request: an HTTP server waits for a line end, which no Kafka request contains. */
    private Optional<String> httpServer() {
        try (Connection connection = Connection.open("probe", target, null, settings, new Transcript())) {
            connection.sendRaw(Bytes.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            boolean answered =
                    connection.receiveFrame(settings.readTimeout()) instanceof Reception.ImpossibleSize impossible
                            && impossible.size() == HTTP;
            return answered
                    ? Optional.of(target + ": expected a Kafka broker, found an HTTP server")
                    : Optional.empty();
        } catch (StageFailure unreachable) {
            return Optional.empty();
        }
    }

    private static Bytes request() {
        ClientRequest request = ApiVersionsRequests.from("kspec-probe", "0");
        return Frames.encodeRequest(request.api(), 0, CORRELATION_ID, "kspec-probe", request.at(0));
    }

    private Liveness judge(Reception reception) {
        if (reception instanceof Reception.Frame frame) {
            return judge(frame.frame());
        }
        if (reception instanceof Reception.ImpossibleSize impossible) {
            return dead(describe(impossible.size(), impossible.bytes()));
        }
        if (reception instanceof Reception.Closed closed) {
            return dead(target + ": expected an answer to ApiVersions v0, found the connection "
                    + (closed.reset() ? "reset" : "closed") + after(closed.partial()));
        }
        Reception.TimedOut silence = (Reception.TimedOut) reception;
        return dead(target + ": expected an answer to ApiVersions v0, found "
                + (silence.partial().isEmpty() ? "silence" : "an incomplete answer" + after(silence.partial()))
                + " for " + seconds(silence.waited()) + " on an accepted connection");
    }

    /** Accepts a wrong ApiVersions response: such a broker can still be checked as long as it answers this request. */
    private Liveness judge(Bytes frame) {
        if (frame.size() >= Integer.BYTES && frame.getInt(0) == CORRELATION_ID) {
            return new Liveness(true, "ApiVersions v0 was answered");
        }
        return dead(target + ": expected an answer to ApiVersions v0 that begins with correlation id " + CORRELATION_ID
                + ", found " + frame.size() + " bytes that do not" + after(frame));
    }

    private String describe(int size, Bytes bytes) {
        if (size == HTTP) {
            return target + ": expected a Kafka broker, found an HTTP server (" + firstLine(bytes) + ")";
        }
        if (size >>> 24 == TLS_ALERT) {
            return target + ": expected a Kafka broker that speaks plaintext, found a TLS listener";
        }
        return target + ": expected a Kafka broker, found bytes that are not a Kafka response" + after(bytes);
    }

    private static String firstLine(Bytes bytes) {
        String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
        return text.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
    }

    private static String after(Bytes bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        Bytes few = bytes.slice(0, Math.min(FEW_BYTES, bytes.size()));
        String text = new String(few.toArray(), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
        return " (" + few.toHex() + (few.size() < bytes.size() ? "…" : "") + " \"" + text + "\")";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Liveness dead(String finding) {
        return new Liveness(false, finding);
    }
}
