package io.kspec.suite.session;

import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.Durations;
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
    private static final ClientRequest REQUEST = ApiVersionsRequests.from("kspec-probe", "0");
    private static final int FEW_BYTES = 16;
    /** How long a living target may turn away all clients. */
    private static final Duration TURNED_AWAY = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Bytes LINE_ENDS = Bytes.wrap("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final Target target;
    private final ConnectionSettings settings;

    TargetProbe(Target target, ConnectionSettings settings) {
        this.target = target;
        this.settings = settings;
    }

    /**
     * Checks whether the target answers, and reports what it did instead if not. One that accepts a connection and closes it
     * is asked again for a while: it may turn clients away after too many connections or failed logins.
     */
    Liveness probe() {
        Duration limit = Durations.shorter(settings.readTimeout(), TURNED_AWAY);
        return Await.of("an answer to ApiVersions v0", limit)
                .every(PAUSE)
                .last(this::attempt, attempt -> attempt.liveness().alive() || !attempt.turnedAway())
                .liveness();
    }

    private record Attempt(Liveness liveness, boolean turnedAway) {}

    private Attempt attempt() {
        try (Connection connection = open()) {
            connection.sendFrame(request());
            Reception reception = connection.receiveFrame(settings.readTimeout());
            return new Attempt(judge(reception), isClosedAtOnce(reception));
        } catch (ConnectionClosed e) {
            return new Attempt(dead(String.valueOf(e.getMessage())), true);
        } catch (StageFailure e) {
            return new Attempt(dead(String.valueOf(e.getMessage())), false);
        }
    }

    private static boolean isClosedAtOnce(Reception reception) {
        return reception instanceof Reception.Closed closed && closed.partial().isEmpty();
    }

    /**
     * Requires that the target answers, and that it does without what the settings do not give. A target that stays silent
     * is asked within the same limit whether it speaks something else.
     *
     * @throws NoKafkaThere if it does not answer, not with Kafka's protocol, or wants TLS or SASL
     */
    void demand() {
        ForeignListener foreign = new ForeignListener(target, settings);
        try (Connection connection = open()) {
            Deadline deadline = Deadline.in(settings.readTimeout());
            connection.sendFrame(request());
            Reception reception = connection.receiveFrame(settings.readTimeout().dividedBy(4));
            if (saysNothing(reception)) {
                Deadline others = Deadline.in(settings.readTimeout().dividedBy(2));
                foreign.speaksSomethingElse(others).ifPresent(TargetProbe::refuse);
            }
            if (reception instanceof Reception.TimedOut) {
                reception = awaitLateAnswer(connection, deadline);
            }
            Liveness liveness = judge(reception);
            if (!liveness.alive()) {
                refuse(liveness.finding());
            }
            Bytes answer = ((Reception.Frame) reception).frame();
            foreign.wantsSasl(Frames.attemptResponse(REQUEST.api(), 0, answer)).ifPresent(TargetProbe::refuse);
        } catch (StageFailure e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Ends a line at last: a server with one thread for HTTP waits for that, and serves no other connection. */
    private static Reception awaitLateAnswer(Connection connection, Deadline deadline) {
        Reception reception = connection.receiveFrame(Duration.ZERO);
        if (reception instanceof Reception.TimedOut) {
            connection.sendRaw(LINE_ENDS);
            reception = connection.receiveFrame(Duration.ofMillis(deadline.millisLeft()));
        }
        return reception;
    }

    private static void refuse(String finding) {
        throw new NoKafkaThere(finding);
    }

    private static boolean saysNothing(Reception reception) {
        return (reception instanceof Reception.TimedOut silence
                        && silence.partial().isEmpty())
                || isClosedAtOnce(reception);
    }

    private Connection open() {
        return Connection.open("probe", target, "kspec-probe", settings, new Transcript());
    }

    private static Bytes request() {
        return Frames.encodeRequest(REQUEST.api(), 0, CORRELATION_ID, "kspec-probe", REQUEST.at(0));
    }

    private Liveness judge(Reception reception) {
        if (reception instanceof Reception.Frame frame) {
            return judge(frame.frame());
        }
        if (reception instanceof Reception.ImpossibleSize impossible) {
            return dead(describe(impossible.bytes()));
        }
        if (reception instanceof Reception.Closed closed) {
            return dead(target + ": expected an answer to ApiVersions v0, found the connection "
                    + (closed.reset() ? "reset" : "closed") + after(closed.partial()));
        }
        Reception.TimedOut silence = (Reception.TimedOut) reception;
        return dead(target + ": expected an answer to ApiVersions v0, found "
                + (silence.partial().isEmpty() ? "silence" : "an incomplete answer" + after(silence.partial()))
                + " for " + Durations.text(settings.readTimeout()) + " on an accepted connection");
    }

    /** Accepts a wrong ApiVersions response: such a broker can still be checked as long as it answers this request. */
    private Liveness judge(Bytes frame) {
        if (frame.size() >= Integer.BYTES && frame.getInt(0) == CORRELATION_ID) {
            return new Liveness(true, "ApiVersions v0 was answered");
        }
        return dead(target + ": expected an answer to ApiVersions v0 that begins with correlation id " + CORRELATION_ID
                + ", found " + frame.size() + " bytes that do not" + after(frame));
    }

    private String describe(Bytes bytes) {
        Optional<ForeignProtocol> foreign = ForeignProtocol.of(bytes);
        if (foreign.isEmpty()) {
            return target + ": expected a Kafka broker, found bytes that are not a Kafka response" + after(bytes);
        }
        return foreign.get().kind() == ForeignProtocol.Kind.TLS
                ? new ForeignListener(target, settings).foundTls()
                : target + ": expected a Kafka broker, found "
                        + foreign.get().kind().server() + " (" + foreign.get().detail() + ")";
    }

    private static String after(Bytes bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        Bytes few = bytes.slice(0, Math.min(FEW_BYTES, bytes.size()));
        String text = new String(few.toArray(), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
        return " (" + few.toHex() + (few.size() < bytes.size() ? "…" : "") + " \"" + text + "\")";
    }

    private static Liveness dead(String finding) {
        return new Liveness(false, finding);
    }
}
