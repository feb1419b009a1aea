package io.kspec.mock.dispatch;

import io.kspec.mock.access.AccessControl;
import io.kspec.mock.script.Ending;
import io.kspec.mock.script.ErrorResponse;
import io.kspec.mock.script.IncomingRequest;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.mock.script.KnownTopics;
import io.kspec.mock.script.Pacing;
import io.kspec.mock.script.ResponseWriter;
import io.kspec.mock.script.ScriptedExchange;
import io.kspec.mock.script.ScriptedResponse;
import io.kspec.mock.security.acl.AclClient;
import io.kspec.mock.security.session.AuthenticationOutcome;
import io.kspec.mock.security.session.ClientSession;
import io.kspec.mock.security.session.ClientSession.Admission;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.codec.SecretFields;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests and responses of one connection. As in Kafka, one request is served at a time and the next is not read before
 * its response is being sent, so that responses leave in the order of their requests.
 */
public final class Conversation {
    private static final String UNEXPECTED = "the client has not authenticated, or its session has expired";

    private final Dispatcher dispatcher;
    private final long number;
    private final Entrance entrance;
    private final String clientHost;
    /** The host without the slash before it. */
    private final String clientAddress;

    private final ClientSession session;
    private final ResponseSink sink;
    private final Queue<Bytes> requests = new ArrayDeque<>();
    private ClientSoftware software = ClientSoftware.UNKNOWN;
    private @Nullable InFlightRequest inFlight;
    /** Responses held back until the next one has been sent. */
    private Bytes overtaken = Bytes.EMPTY;

    /** Until when no request is read and served, because the client has exceeded a quota. */
    private long mutedUntilMs;
    /** When to close the connection, because its address has opened too many; never if 0. */
    private long turnedAwayAtMs;

    private boolean busy;
    /** Whether the next request is looked for anyway, once the current one is answered. */
    private boolean serving;

    private boolean open = true;
    /** Whether nothing that arrives is served any more, although the connection stays open. */
    private boolean deaf;

    Conversation(
            Dispatcher dispatcher,
            long number,
            Entrance entrance,
            String clientHost,
            ClientSession session,
            ResponseSink sink) {
        this.dispatcher = dispatcher;
        this.number = number;
        this.entrance = entrance;
        this.clientHost = clientHost;
        this.clientAddress = clientHost.substring(1);
        this.session = session;
        this.sink = sink;
    }

    /** Who the client is. */
    public ClientSession session() {
        return session;
    }

    /** The number of the connection. */
    long number() {
        return number;
    }

    /** Takes a request that has arrived, without its size. */
    public void received(Bytes frame) {
        if (open && !deaf) {
            requests.add(frame);
            dispatcher.ready(this);
        }
    }

    /** Drops everything that is pending, because the connection is closed. */
    public void closed() {
        if (inFlight != null) {
            inFlight.release();
            unanswered(inFlight.journalNumber(), RequestOutcome.DISCONNECTED, "the client disconnected");
        }
        open = false;
        inFlight = null;
        requests.clear();
        dispatcher.left(this);
    }

    /** Serves requests until one of them has to wait. */
    void serve() {
        serving = true;
        try {
            serveAll();
        } finally {
            serving = false;
        }
        if (open && busy) {
            sink.pauseReading();
        } else if (open && isMuted()) {
            sink.pauseReading();
            dispatcher.pollAt(this, mutedUntilMs);
        } else if (open && turnedAwayAtMs == 0) {
            sink.resumeReading();
        }
    }

    private void serveAll() {
        if (inFlight != null && inFlight.transmission() != null) {
            poll(dispatcher.nowMs());
        }
        while (open && !busy && !requests.isEmpty() && !isMuted()) {
            busy = true;
            Bytes frame = requests.remove();
            if (session.expectsBareToken()) {
                takeToken(frame);
            } else {
                begin(RequestIntake.of(frame, dispatcher.router()), frame);
            }
        }
    }

    private boolean isMuted() {
        return dispatcher.nowMs() < mutedUntilMs;
    }

    /** Serves nothing, and closes the connection at a time. */
    void turnAway(long closedMs) {
        deaf = true;
        turnedAwayAtMs = closedMs;
        sink.pauseReading();
        dispatcher.pollAt(this, closedMs);
    }

    /** Ends the request in flight, or sends its next piece, if it is due, and otherwise waits until its deadline. */
    void poll(long nowMs) {
        InFlightRequest polled = inFlight;
        if (turnedAwayAtMs > 0 && nowMs >= turnedAwayAtMs) {
            closed();
            sink.close();
        } else if (polled == null && open && nowMs >= mutedUntilMs) {
            dispatcher.ready(this);
        } else if (polled != null) {
            try {
                if (polled.isDue(nowMs)) {
                    end(polled);
                }
            } catch (RuntimeException e) {
                fail(polled.toString(), polled.journalNumber(), e);
            }
        }
        dispatcher.pollAt(this, nextMs());
    }

    private long nextMs() {
        if (inFlight != null) {
            return inFlight.deadlineMs();
        }
        return open && isMuted() ? mutedUntilMs : PendingAnswer.NEVER;
    }

    private void begin(RequestIntake intake, Bytes frame) {
        if (intake instanceof RequestIntake.Accepted accepted) {
            admit(accepted.request(), frame, accepted.handler());
        } else if (intake instanceof RequestIntake.VersionRefused refused) {
            ApiSpec api = Catalog.standard().api(RequestIntake.API_VERSIONS);
            if (session.admit(api.name(), dispatcher.nowMs()) != Admission.ADMITTED) {
                disconnect(journal(null, api, frame), UNEXPECTED, false);
                return;
            }
            boolean unused =
                    refuse(api, frame, refused.body(), response -> new ResponseWriter(response.definition(), topics())
                            .write(api, refused.correlationId(), Objects.requireNonNull(response.body())));
        } else if (intake instanceof RequestIntake.Rejected rejected) {
            reject(rejected, frame);
        }
    }

    /** Serves a request if the client may send it before, while or after it authenticates. */
    private void admit(RequestFrame request, Bytes frame, ApiHandler handler) {
        Admission admission = session.admit(request.api().name(), dispatcher.nowMs());
        switch (admission) {
            case ADMITTED -> serve(request, frame, handler);
            case DISCONNECTED -> {
                if (!refuseByStub(request.api(), frame)) {
                    disconnect(journal(request.clientId(), request.api(), frame), UNEXPECTED, false);
                }
            }
            case ILLEGAL_STATE -> {
                Message response = ErrorResponse.of(
                        request.api(),
                        request.body(),
                        ErrorCode.ILLEGAL_SASL_STATE,
                        "Unexpected Kafka request of type " + request.api().name() + " during SASL authentication.",
                        topics());
                HandlerAnswer last = HandlerAnswer.last(response, session.failureDelayMs());
                ScriptedExchange unscripted = dispatcher.script().none(request.api(), request.body(), topics());
                serve(request, body -> last, unscripted, journal(request.clientId(), request.api(), frame));
            }
        }
    }

    /** Takes a SASL token that comes as it is, and answers with one. */
    private void takeToken(Bytes token) {
        long entry = journal(null, null, SecretFields.allHidden(token));
        AuthenticationOutcome outcome = session.authenticate(token, dispatcher.nowMs());
        if (outcome.error() != ErrorCode.NONE) {
            disconnect(entry, "the login was refused", false);
            return;
        }
        Bytes answer = outcome.token();
        dispatcher.journal().update(entry, seen -> seen.answered(SecretFields.allHidden(answer), dispatcher.nowMs()));
        sink.write(ResponseWriter.sized(answer), this::written);
    }

    private void reject(RequestIntake.Rejected rejected, Bytes frame) {
        if (!refuseByStub(rejected.api(), frame)) {
            disconnect(journal(null, rejected.api(), frame), rejected.why(), false);
        }
    }

    /** Answers a request on which Kafka closes the connection; returns false if no stub has a response to it. */
    private boolean refuseByStub(@Nullable ApiSpec api, Bytes frame) {
        return refuse(
                api, frame, null, response -> new ResponseWriter(response.definition(), topics()).writeRefusal(frame));
    }

    /** Answers a request that Kafka refuses; returns false if neither Kafka nor a stub has a response to it. */
    private boolean refuse(
            @Nullable ApiSpec api, Bytes frame, @Nullable Message body, Function<ScriptedResponse, Bytes> writer) {
        int version = frame.size() < 4 ? -1 : frame.getShort(2);
        ScriptedResponse response = dispatcher.script().refuse(api, version, body, topics());
        if (body == null && response.stubs().isEmpty()) {
            return false;
        }
        long entry = journal(null, api, frame);
        InFlightRequest started = new InFlightRequest("a refused request", entry, answer -> response, writer);
        inFlight = started;
        decide(started, response);
        pollFirst(started);
        return true;
    }

    private void serve(RequestFrame request, Bytes frame, ApiHandler handler) {
        long entry = journal(request.clientId(), request.api(), frame);
        try {
            AccessControl access = dispatcher.access();
            Message body = dispatcher.script().isEmpty() && !access.isEnabled()
                    ? request.body()
                    : handler.completed(request.body(), entrance.brokerId());
            IncomingRequest incoming = new IncomingRequest(body, request.clientId(), entrance.brokerId());
            ScriptedExchange scripted =
                    dispatcher.script().begin(request.api(), incoming, access.denials(body, client()), topics());
            serve(request, answering(request, frame, handler, scripted), scripted, entry);
        } catch (RuntimeException e) {
            fail(request.body().id().toString(), entry, e);
        }
    }

    /** What answers a request: the handler, or another broker if there is one and no stub matches. */
    private Function<Message, HandlerAnswer> answering(
            RequestFrame request, Bytes frame, ApiHandler handler, ScriptedExchange scripted) {
        boolean login = request.api().name().startsWith("Sasl");
        Function<Message, HandlerAnswer> own = body -> {
            RequestThrottle throttle = new RequestThrottle(
                    dispatcher.cluster(), entrance.brokerId(), session.principal(), request.clientId(), frame.size());
            HandlerAnswer answer = handler.answer(body, context(request, throttle));
            learnSoftware(body, answer);
            return throttled(visible(body, answer), throttle);
        };
        Relay relay = scripted.isMatched() || login ? null : dispatcher.relay();
        Relay.Origin origin = new Relay.Origin(number, entrance.brokerId());
        return relay == null ? own : body -> relay.answer(origin, request, frame, own);
    }

    /** An answer without what the client may not see. Answers that wait name only what was asked for. */
    private HandlerAnswer visible(Message request, HandlerAnswer answer) {
        return answer instanceof HandlerAnswer.Now now
                ? HandlerAnswer.now(dispatcher.access().visible(request, now.body(), client()))
                : answer;
    }

    private AclClient client() {
        return new AclClient(session.principal(), clientAddress);
    }

    private void serve(
            RequestFrame request, Function<Message, HandlerAnswer> answering, ScriptedExchange scripted, long entry) {
        acted(entry, scripted.stubs());
        InFlightRequest started = new InFlightRequest(
                request.body().id(),
                entry,
                answer -> acted(entry, scripted.respond(answer, false)),
                response -> new ResponseWriter(response.definition(), topics())
                        .write(request.api(), request.correlationId(), Objects.requireNonNull(response.body())));
        inFlight = started;
        dispatcher.advanceClock(scripted.advance());
        Optional<Message> handled = scripted.handled();
        if (handled.isPresent()) {
            take(started, scripted, answering.apply(handled.get()));
        } else {
            takeUnhandled(started, scripted, request, answering);
        }
        pollFirst(started);
    }

    private void learnSoftware(Message request, HandlerAnswer answer) {
        if (request.has("ClientSoftwareName")
                && answer instanceof HandlerAnswer.Now now
                && now.body().getInt("ErrorCode") == 0) {
            software = new ClientSoftware(
                    request.getString("ClientSoftwareName"), request.getString("ClientSoftwareVersion"));
        }
    }

    /** Counts a request against the quotas of its client, and tells the client in the response if it is throttled. */
    private HandlerAnswer throttled(HandlerAnswer answer, RequestThrottle throttle) {
        if (answer instanceof HandlerAnswer.Now now) {
            return HandlerAnswer.now(throttle(now.body(), throttle));
        }
        if (answer instanceof HandlerAnswer.Later later) {
            return HandlerAnswer.later(new ThrottledAnswer(later.pending(), body -> throttle(body, throttle)));
        }
        if (answer instanceof HandlerAnswer.None none) {
            return HandlerAnswer.none(throttle(none.unsent(), throttle));
        }
        return answer;
    }

    private Message throttle(Message body, RequestThrottle throttle) {
        Message response = throttle.applyTo(body, dispatcher.nowMs());
        mutedUntilMs = Math.max(mutedUntilMs, dispatcher.nowMs() + throttle.ms());
        return response;
    }

    private RequestContext context(RequestFrame request, RequestThrottle throttle) {
        return new RequestContext(
                request.api(),
                request.version(),
                request.clientId(),
                clientHost,
                software,
                number,
                entrance.brokerId(),
                entrance.listener().name(),
                session,
                throttle,
                dispatcher.nowMs(),
                dispatcher.router().answered());
    }

    private KnownTopics topics() {
        return dispatcher.topics();
    }

    /** Takes the answer to a request of which stubs let nothing be handled. */
    private void takeUnhandled(
            InFlightRequest started,
            ScriptedExchange scripted,
            RequestFrame request,
            Function<Message, HandlerAnswer> answering) {
        Optional<Message> inquired = scripted.inquiry()
                .map(answering)
                .flatMap(
                        answer -> answer instanceof HandlerAnswer.Now now ? Optional.of(now.body()) : Optional.empty());
        ScriptedResponse response = scripted.respondUnhandled(inquired);
        boolean unsent = scripted.hasError() && RequestIntake.isUnacknowledged(request.body());
        if (unsent) {
            takeUnsent(started, response, true);
        } else {
            decide(started, response);
        }
    }

    private void take(InFlightRequest started, ScriptedExchange scripted, HandlerAnswer answer) {
        if (answer instanceof HandlerAnswer.Now now) {
            decide(started, scripted.respond(now.body(), false));
        } else if (answer instanceof HandlerAnswer.Last last) {
            started.endConnection(last.delayMs());
            decide(started, scripted.respond(last.body(), false));
        } else if (answer instanceof HandlerAnswer.Later later) {
            started.await(later.pending(), () -> dispatcher.changed(this));
        } else if (answer instanceof HandlerAnswer.None none) {
            takeUnsent(started, scripted.respond(none.unsent(), true), scripted.hasError());
        } else if (answer instanceof HandlerAnswer.Disconnect disconnect) {
            takeUnsent(started, scripted.respond(disconnect.unsent(), true), true);
        }
    }

    /** Takes a response that Kafka does not send, either in silence or by closing the connection. */
    private void takeUnsent(InFlightRequest started, ScriptedResponse response, boolean closing) {
        if (response.definition().showsWhereKafkaIsSilent()) {
            decide(started, response);
        } else {
            acted(started.journalNumber(), response);
            if (closing) {
                disconnect(started.journalNumber(), "as Kafka does", false);
            } else {
                staySilent(started.journalNumber());
            }
        }
    }

    private void decide(InFlightRequest started, ScriptedResponse response) {
        started.decide(acted(started.journalNumber(), response), dispatcher.nowMs());
    }

    private ScriptedResponse acted(long entry, ScriptedResponse response) {
        acted(entry, response.stubs());
        return response;
    }

    private void acted(long entry, List<String> stubs) {
        if (!stubs.isEmpty()) {
            dispatcher.journal().update(entry, seen -> seen.by(stubs));
        }
    }

    private void pollFirst(InFlightRequest started) {
        if (inFlight == started) {
            poll(dispatcher.nowMs());
        }
    }

    private void end(InFlightRequest ended) {
        Pacing pacing = ended.response().definition().pacing();
        boolean partly = pacing.sendOnly() > 0 && ended.ending() != Ending.OVERTAKEN;
        if (ended.transmission() != null) {
            transmit(ended);
        } else if (ended.ending() == Ending.OVERTAKEN) {
            overtaken = overtaken.concat(ended.encode());
            inFlight = null;
            busy = false;
            dispatcher.ready(this);
        } else if (ended.ending() != Ending.RESPONSE && !partly) {
            endWithout(ended);
        } else if (pacing.equals(Pacing.NONE)) {
            respond(ended);
        } else {
            ended.transmit(new Transmission(ended.encode(), overtaken, pacing, dispatcher.nowMs()));
            overtaken = Bytes.EMPTY;
            transmit(ended);
        }
    }

    private void respond(InFlightRequest ended) {
        Bytes response = ended.encode();
        inFlight = null;
        answered(ended, response);
        sink.respond(response.concat(overtaken), this::written);
        overtaken = Bytes.EMPTY;
        closeAfter(ended);
    }

    /** Closes the connection if a response is its last one. */
    private void closeAfter(InFlightRequest ended) {
        if (ended.isLast()) {
            closed();
            sink.close();
        }
    }

    /** Sends the next piece of a response; its successor follows when it is written and due. */
    private void transmit(InFlightRequest ended) {
        Transmission transmission = Objects.requireNonNull(ended.transmission());
        Bytes piece = transmission.next(dispatcher.nowMs());
        if (piece != null) {
            sink.write(piece, () -> pieceWritten(ended));
        }
    }

    private void pieceWritten(InFlightRequest ended) {
        if (inFlight != ended) {
            return;
        }
        Transmission transmission = Objects.requireNonNull(ended.transmission());
        transmission.written();
        if (!transmission.isComplete()) {
            dispatcher.ready(this);
        } else if (ended.ending() == Ending.RESPONSE) {
            answered(ended, transmission.response());
            inFlight = null;
            written();
            closeAfter(ended);
        } else {
            endWithout(ended);
        }
    }

    private void endWithout(InFlightRequest ended) {
        switch (ended.ending()) {
            case SILENCE -> {
                // What follows a lost request in its stream is lost as well, and no response follows a part of one.
                boolean lost =
                        Boolean.FALSE.equals(ended.response().definition().applied());
                deaf = lost || ended.transmission() != null;
                staySilent(ended.journalNumber());
                if (deaf) {
                    requests.clear();
                }
                dispatcher.ready(this);
            }
            case RESET -> disconnect(ended.journalNumber(), "as the stub demands", true);
            default -> disconnect(ended.journalNumber(), "as the stub demands", false);
        }
    }

    private void staySilent(long entry) {
        unanswered(entry, RequestOutcome.SILENT, "");
        inFlight = null;
        busy = false;
    }

    private void answered(InFlightRequest ended, Bytes sized) {
        dispatcher.journal().update(ended.journalNumber(), seen -> {
            Bytes frame = sized.slice(Integer.BYTES);
            return seen.answered(SecretFields.hiddenInResponse(seen.api(), seen.version(), frame), dispatcher.nowMs());
        });
    }

    private void written() {
        busy = false;
        if (!serving) {
            dispatcher.ready(this);
        }
    }

    /** Handles a stub that does not fit the response, or a bug in the mock: closes the connection and journals the cause. */
    private void fail(String what, long entry, RuntimeException e) {
        if (!(e instanceof RelayFailedException)) {
            WarningLog.warn("answering " + what + " failed", e);
        }
        disconnect(entry, e instanceof RelayFailedException ? String.valueOf(e.getMessage()) : e.toString(), false);
    }

    private void disconnect(long entry, String why, boolean reset) {
        unanswered(entry, RequestOutcome.DISCONNECTED, why);
        if (inFlight != null) {
            inFlight.release();
            inFlight = null;
        }
        closed();
        if (reset) {
            sink.reset();
        } else {
            sink.close();
        }
    }

    private long journal(@Nullable String clientId, @Nullable ApiSpec api, Bytes frame) {
        int version = api == null ? -1 : frame.getShort(2);
        return dispatcher
                .journal()
                .begin(JournalEntry.received(
                        number,
                        entrance.brokerId(),
                        clientId,
                        api,
                        version,
                        SecretFields.hiddenInRequest(api, frame),
                        dispatcher.nowMs()));
    }

    private void unanswered(long entry, RequestOutcome outcome, String why) {
        dispatcher.journal().update(entry, seen -> seen.unanswered(outcome, why, dispatcher.nowMs()));
    }
}
