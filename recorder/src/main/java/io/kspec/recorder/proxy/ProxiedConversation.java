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
import io.kspec.recorder.RecordedToken;
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

    /** What is done with what the client sends: it passes unchanged. */
    ProxyEnd.Passage requests() {
        return new ProxyEnd.Passage() {
            @Override
            public boolean mayChange(int begin) {
                return false;
            }

            @Override
            public Bytes changed(Bytes frame) {
                return frame;
            }

            @Override
            public void take(Bytes frame) {
                request(frame);
            }
        };
    }

    /** What is done with what the broker sends. */
    ProxyEnd.Passage responses() {
        return new ProxyEnd.Passage() {
            @Override
            public boolean mayChange(int begin) {
                return ProxiedConversation.this.mayChange(begin);
            }

            @Override
            public Bytes changed(Bytes frame) {
                return ProxiedConversation.this.changed(frame);
            }

            @Override
            public void take(Bytes frame) {
                response(frame);
            }
        };
    }

    /** A frame from the client. */
    void request(Bytes frame) {
        RecordedCall.Moment now = session.now();
        if (tokensFollow && RecordedToken.isIn(frame)) {
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
        tokensFollow = RecordedToken.mayFollow(api, version);
    }

    /** Whether a response with a correlation id may contain addresses. */
    boolean mayChange(int correlationId) {
        Waiting request = awaited(correlationId);
        if (request == null || request.api() == null) {
            return false;
        }
        if (!request.api().versions().contains(request.version()) && AddressFields.mayBeIn(request.api())) {
            session.remark(pass(request.api(), request.version()) + "kspec does not know this version.");
        }
        return AddressFields.mayBeIn(request.api(), request.version());
    }

    /** The response that the client gets instead of one that may change, with the addresses of the proxy. */
    Bytes changed(Bytes frame) {
        Waiting request = awaited(frame.getInt(0));
        if (request == null || request.api() == null) {
            return frame;
        }
        try {
            return AddressFields.replace(request.api(), request.version(), frame, session.addresses());
        } catch (DecodeException | AddressException e) {
            session.remark(pass(request.api(), request.version()) + "they cannot be read: " + e.getMessage());
            return frame;
        }
    }

    /** A frame from the broker. */
    void response(Bytes frame) {
        RecordedCall.Moment now = session.now();
        if (frame.size() < Integer.BYTES || awaited(frame.getInt(0)) == null) {
            if (tokensFollow && waiting.isEmpty()) {
                token(frame, false, now);
            } else {
                session.remark("Connection " + connection.number() + ": a frame of " + frame.size()
                        + " bytes from the broker passes, but is not recorded: no request waits for it.");
            }
            return;
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
    }

    /** The connection has ended, of whichever side. */
    void closed(CallEnding ending) {
        RecordedCall.Moment now = session.now();
        List.copyOf(waiting).forEach(request -> ended(request, ending, null, now));
        waiting.clear();
    }

    /** The first request that waits with a correlation id; null if none does. */
    private @Nullable Waiting awaited(int correlationId) {
        for (Waiting request : waiting) {
            if (request.correlationId() == correlationId) {
                return request;
            }
        }
        return null;
    }

    private void ended(Waiting request, CallEnding ending, @Nullable RecordedFrame response, RecordedCall.Moment now) {
        session.tap()
                .call(new RecordedCall(
                        connection.number(), broker, request.sent(), request.frame(), ending, now, response));
    }

    private void token(Bytes token, boolean fromClient, RecordedCall.Moment now) {
        Bytes kept = session.keepsSecrets() ? token : SecretFields.allHidden(token);
        session.tap().frame(connection, fromClient, kept, now.micros());
        session.tap().token(new RecordedToken(connection.number(), fromClient, now, RecordedFrame.of(kept)));
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

    private static String pass(ApiSpec api, int version) {
        return "Responses of " + api.name() + " v" + version
                + " pass with the brokers' own addresses, on which clients leave the proxy: ";
    }
}
