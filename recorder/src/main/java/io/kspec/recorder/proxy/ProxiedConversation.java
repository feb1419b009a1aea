package io.kspec.recorder.proxy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.SecretFields;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.recorder.address.AddressException;
import io.kspec.recorder.address.AddressFields;
import io.kspec.recorder.tap.TappedConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What passes on one connection: pairs requests with responses, tells the tap, and replaces addresses. For one thread. */
final class ProxiedConversation {
    /** How many requests may wait for their responses; Kafka answers one after the other. */
    private static final int MOST_WAITING = 10_000;

    private static final String PRODUCE = "Produce";
    private static final String SASL_HANDSHAKE = "SaslHandshake";

    private final ProxySession session;
    private final TappedConnection connection;
    private final String broker;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** Whether tokens of SASL may follow that are no requests, as after SaslHandshake v0. */
    private boolean tokensFollow;

    private record Waiting(
            int correlationId, @Nullable ApiSpec api, int version, RecordedFrame frame, RecordedCall.Moment sent) {}

    /**
     * @param broker the broker, as {@code host:port}
     */
    ProxiedConversation(ProxySession session, TappedConnection connection, String broker) {
        this.session = session;
        this.connection = connection;
        this.broker = broker;
    }

    /** A frame from the client, which passes unchanged. */
    void request(Bytes frame) {
        RecordedCall.Moment now = session.now();
        if (tokensFollow && !isRequest(frame)) {
            token(frame, true, now);
            return;
        }
        tokensFollow = false;
        if (frame.size() < RecordedCall.SMALLEST_REQUEST) {
            session.remark("Connection " + connection.number() + ": a frame of " + frame.size()
                    + " bytes from the client passes, but is not recorded: it is too short for a request.");
            return;
        }
        ApiSpec api = Catalog.standard().find(frame.getShort(0)).orElse(null);
        int version = frame.getShort(2);
        Bytes kept = session.keepsSecrets() ? frame : SecretFields.hiddenInRequest(api, frame);
        session.tap().frame(connection, true, kept, now.micros());
        Waiting request = new Waiting(frame.getInt(4), api, version, RecordedFrame.of(kept), now);
        if (isOneWay(api, frame)) {
            ended(request, CallEnding.NONE_DUE, null, now);
            return;
        }
        waiting.add(request);
        if (waiting.size() > MOST_WAITING) {
            ended(waiting.remove(), CallEnding.SKIPPED, null, now);
        }
        tokensFollow = api != null && version == 0 && api.name().equals(SASL_HANDSHAKE);
    }

    /**
     * A frame from the broker.
     *
     * @return the frame that the client gets instead, or the frame itself
     */
    Bytes response(Bytes frame) {
        RecordedCall.Moment now = session.now();
        if (frame.size() < Integer.BYTES || !isAwaited(frame.getInt(0))) {
            if (tokensFollow && waiting.isEmpty()) {
                token(frame, false, now);
            } else {
                session.remark("Connection " + connection.number() + ": a frame of " + frame.size()
                        + " bytes from the broker passes, but is not recorded: no request waits for it.");
            }
            return frame;
        }
        Waiting request = waiting.remove();
        while (request.correlationId() != frame.getInt(0)) {
            ended(request, CallEnding.SKIPPED, null, now);
            request = waiting.remove();
        }
        Bytes kept =
                session.keepsSecrets() ? frame : SecretFields.hiddenInResponse(request.api(), request.version(), frame);
        session.tap().frame(connection, false, kept, now.micros());
        ended(request, CallEnding.ANSWERED, RecordedFrame.of(kept), now);
        return request.api() == null ? frame : withAddresses(request.api(), request.version(), frame);
    }

    /** The connection has ended, of whichever side. */
    void closed(CallEnding ending) {
        RecordedCall.Moment now = session.now();
        List.copyOf(waiting).forEach(request -> ended(request, ending, null, now));
        waiting.clear();
    }

    private boolean isAwaited(int correlationId) {
        Waiting first = waiting.peek();
        return first != null
                && (first.correlationId() == correlationId
                        || waiting.stream().anyMatch(each -> each.correlationId() == correlationId));
    }

    private void ended(Waiting request, CallEnding ending, @Nullable RecordedFrame response, RecordedCall.Moment now) {
        session.tap()
                .call(new RecordedCall(
                        connection.number(), broker, request.sent(), request.frame(), ending, now, response));
    }

    private void token(Bytes token, boolean fromClient, RecordedCall.Moment now) {
        Bytes kept = session.keepsSecrets() ? token : SecretFields.allHidden(token);
        session.tap().frame(connection, fromClient, kept, now.micros());
        session.remark(
                "Connection " + connection.number()
                        + ": SASL tokens without headers pass, but are not in the recording, which cannot be replayed for this.");
    }

    private static boolean isRequest(Bytes frame) {
        try {
            return Frames.decodeRequest(frame).version() >= 0;
        } catch (DecodeException token) {
            return false;
        }
    }

    /** Whether Kafka sends no response to a request. */
    private static boolean isOneWay(@Nullable ApiSpec api, Bytes frame) {
        if (api == null || !api.name().equals(PRODUCE) || !api.versions().contains(frame.getShort(2))) {
            return false;
        }
        try {
            return Frames.decodeRequest(frame).body().getShort("Acks") == 0;
        } catch (DecodeException broken) {
            return false;
        }
    }

    private Bytes withAddresses(ApiSpec api, int version, Bytes frame) {
        if (!api.versions().contains(version)) {
            if (AddressFields.mayBeIn(api)) {
                session.remark(pass(api, version) + "kspec does not know this version.");
            }
            return frame;
        }
        try {
            return AddressFields.replace(api, version, frame, session.addresses());
        } catch (DecodeException | AddressException e) {
            session.remark(pass(api, version) + "they cannot be read: " + e.getMessage());
            return frame;
        }
    }

    private static String pass(ApiSpec api, int version) {
        return "Responses of " + api.name() + " v" + version
                + " pass with the brokers' own addresses, on which clients leave the proxy: ";
    }
}
