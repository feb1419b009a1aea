package io.kspec.mock.dispatch;

import io.kspec.mock.script.Ending;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.ResponseWriter;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The requests and responses of one connection. As in Kafka, one request is served at a time and the next is not read before
 * its response is being sent, so that responses leave in the order of their requests.
 */
public final class Conversation {
    private static final Logger LOG = System.getLogger(Conversation.class.getName());

    private final Dispatcher dispatcher;
    private final long number;
    private final Entrance entrance;
    private final String clientHost;
    private final ResponseSink sink;
    private final Queue<Bytes> requests = new ArrayDeque<>();
    private @Nullable InFlightRequest inFlight;
    /** Responses held back until the next one has been sent. */
    private Bytes overtaken = Bytes.EMPTY;

    private boolean busy;
    private boolean open = true;

    Conversation(Dispatcher dispatcher, long number, Entrance entrance, String clientHost, ResponseSink sink) {
        this.dispatcher = dispatcher;
        this.number = number;
        this.entrance = entrance;
        this.clientHost = clientHost;
        this.sink = sink;
    }

    /** Takes a request that has arrived, without its size. */
    public void received(Bytes frame) {
        if (open) {
            requests.add(frame);
            sink.pauseReading();
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
        while (open && !busy && !requests.isEmpty()) {
            busy = true;
            Bytes frame = requests.remove();
            begin(RequestIntake.of(frame, dispatcher.router()), frame);
        }
        if (open && !busy) {
            sink.resumeReading();
        }
    }

    /** Ends the request in flight if it is due, and otherwise waits until its deadline. */
    void poll(long nowMs) {
        if (inFlight != null && inFlight.isDue(nowMs)) {
            end(inFlight);
        }
        dispatcher.pollAt(this, inFlight == null ? PendingAnswer.NEVER : inFlight.deadlineMs());
    }

    private void begin(RequestIntake intake, Bytes frame) {
        if (intake instanceof RequestIntake.Accepted accepted) {
            serve(accepted.request(), frame, accepted.handler());
        } else if (intake instanceof RequestIntake.VersionRefused refused) {
            ApiSpec api = Catalog.standard().api(RequestIntake.API_VERSIONS);
            long entry = journal(null, api, frame, null);
            Bytes response = Frames.encodeResponse(api, 0, refused.correlationId(), refused.body());
            write(
                    Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(0, response.size()))
                            .concat(response),
                    entry);
        } else if (intake instanceof RequestIntake.Rejected rejected) {
            reject(rejected, frame);
        }
    }

    private void reject(RequestIntake.Rejected rejected, Bytes frame) {
        int version = frame.size() < 4 ? -1 : frame.getShort(2);
        Optional<Stub> stub = dispatcher.script().findRefused(rejected.api(), version);
        long entry = journal(null, rejected.api(), frame, stub.map(Stub::name).orElse(null));
        switch (stub.map(found -> found.response().ending()).orElse(Ending.DISCONNECT)) {
            case SILENCE -> staySilent(entry);
            case DISCONNECT -> disconnect(entry, rejected.why());
            case RESPONSE, OVERTAKEN ->
                write(new ResponseWriter(stub.orElseThrow().response()).writeRefusal(frame), entry);
        }
    }

    private void serve(RequestFrame request, Bytes frame, ApiHandler handler) {
        Optional<Stub> stub = dispatcher.script().find(request.body(), request.clientId());
        ResponseDefinition definition = stub.map(Stub::response).orElse(ResponseDefinition.asKafka());
        long entry = journal(
                request.clientId(), request.api(), frame, stub.map(Stub::name).orElse(null));
        InFlightRequest started = new InFlightRequest(request, definition, entry);
        inFlight = started;
        try {
            take(
                    started,
                    definition.applied() ? ask(handler, request, definition) : HandlerAnswer.now(defaults(request)));
        } catch (RuntimeException e) {
            fail(started, e);
        }
    }

    private HandlerAnswer ask(ApiHandler handler, RequestFrame request, ResponseDefinition definition) {
        RequestContext context = new RequestContext(
                request.api(),
                request.version(),
                request.clientId(),
                clientHost,
                entrance.brokerId(),
                entrance.listener(),
                RequestContext.ANONYMOUS,
                dispatcher.nowMs(),
                dispatcher.router().answered());
        return handler.answer(definition.request(request.body()), context);
    }

    private static Message defaults(RequestFrame request) {
        return Message.defaults(request.api().response(request.version()).struct());
    }

    private void take(InFlightRequest started, HandlerAnswer answer) {
        boolean breaksSilence = started.definition().breaksSilence();
        if (answer instanceof HandlerAnswer.Now now) {
            started.decide(now.body(), dispatcher.nowMs());
        } else if (answer instanceof HandlerAnswer.Later later) {
            started.await(later.pending(), () -> dispatcher.changed(this));
        } else if (answer instanceof HandlerAnswer.None none && breaksSilence) {
            started.decide(none.unsent(), dispatcher.nowMs());
        } else if (answer instanceof HandlerAnswer.Disconnect disconnect && breaksSilence) {
            started.decide(disconnect.unsent(), dispatcher.nowMs());
        } else if (answer instanceof HandlerAnswer.None) {
            staySilent(started.journalNumber());
        } else {
            disconnect(started.journalNumber(), "as Kafka does");
        }
        if (inFlight == started) {
            poll(dispatcher.nowMs());
        }
    }

    private void end(InFlightRequest ended) {
        switch (ended.ending()) {
            case RESPONSE, OVERTAKEN -> respond(ended);
            case SILENCE -> {
                staySilent(ended.journalNumber());
                dispatcher.ready(this);
            }
            case DISCONNECT -> disconnect(ended.journalNumber(), "as the stub demands");
        }
    }

    private void respond(InFlightRequest ended) {
        try {
            Bytes response = ended.response();
            inFlight = null;
            if (ended.ending() == Ending.OVERTAKEN) {
                overtaken = overtaken.concat(response);
                busy = false;
                dispatcher.ready(this);
            } else {
                write(response, ended.journalNumber());
            }
        } catch (IllegalArgumentException e) {
            fail(ended, e);
        }
    }

    private void staySilent(long entry) {
        unanswered(entry, RequestOutcome.SILENT, "");
        inFlight = null;
        busy = false;
    }

    private void write(Bytes sized, long entry) {
        dispatcher.journal().update(entry, seen -> seen.answered(sized.slice(Integer.BYTES), dispatcher.nowMs()));
        sink.write(sized.concat(overtaken), this::written);
        overtaken = Bytes.EMPTY;
    }

    private void written() {
        busy = false;
        dispatcher.ready(this);
    }

    /** Handles a stub that does not fit the response, or a bug in the mock: closes the connection and journals the cause. */
    private void fail(InFlightRequest failed, RuntimeException e) {
        LOG.log(Level.WARNING, "answering " + failed.request().body().id() + " failed", e);
        disconnect(failed.journalNumber(), e.toString());
    }

    private void disconnect(long entry, String why) {
        unanswered(entry, RequestOutcome.DISCONNECTED, why);
        if (inFlight != null) {
            inFlight.release();
            inFlight = null;
        }
        closed();
        sink.close();
    }

    private long journal(@Nullable String clientId, @Nullable ApiSpec api, Bytes frame, @Nullable String stub) {
        int version = api == null ? -1 : frame.getShort(2);
        return dispatcher
                .journal()
                .begin(JournalEntry.received(number, clientId, api, version, frame, stub, dispatcher.nowMs()));
    }

    private void unanswered(long entry, RequestOutcome outcome, String why) {
        dispatcher.journal().update(entry, seen -> seen.unanswered(outcome, why, dispatcher.nowMs()));
    }
}
