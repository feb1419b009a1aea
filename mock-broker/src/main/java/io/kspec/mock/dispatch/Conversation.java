package io.kspec.mock.dispatch;

import io.kspec.mock.api.Answer;
import io.kspec.mock.api.ApiHandler;
import io.kspec.mock.api.PendingAnswer;
import io.kspec.mock.api.RequestContext;
import io.kspec.mock.script.Ending;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.JournalEntry.Outcome;
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
 * One connection: requests in, responses out. As in Kafka one request is served at a time, and the next is not looked at
 * before its response is on the way, so that responses leave in the order of the requests.
 */
public final class Conversation {
    private static final Logger LOG = System.getLogger(Conversation.class.getName());

    private final Dispatcher dispatcher;
    private final long number;
    private final String clientHost;
    private final Outlet outlet;
    private final Queue<Bytes> requests = new ArrayDeque<>();
    private @Nullable Serving serving;
    /** Responses that wait for the next one to go first. */
    private Bytes overtaken = Bytes.EMPTY;

    private boolean busy;
    private boolean open = true;

    Conversation(Dispatcher dispatcher, long number, String clientHost, Outlet outlet) {
        this.dispatcher = dispatcher;
        this.number = number;
        this.clientHost = clientHost;
        this.outlet = outlet;
    }

    /** A request came, without its size. */
    public void received(Bytes frame) {
        if (open) {
            requests.add(frame);
            outlet.pauseReading();
            dispatcher.ready(this);
        }
    }

    /** The connection is gone; what waits for it is forgotten. */
    public void closed() {
        if (serving != null) {
            unanswered(serving.journalNumber(), Outcome.DISCONNECTED, "the client left");
        }
        open = false;
        serving = null;
        requests.clear();
        dispatcher.left(this);
    }

    /** Serves requests until one is not answered at once. */
    void serve() {
        while (open && !busy && !requests.isEmpty()) {
            busy = true;
            Bytes frame = requests.remove();
            begin(Turn.of(frame, dispatcher.table()), frame);
        }
        if (open && !busy) {
            outlet.resumeReading();
        }
    }

    /** Ends the request that waits if it can end by now; says whether none waits any more. */
    boolean poll(long nowMs) {
        if (serving != null && serving.isDue(nowMs)) {
            end(serving);
        }
        return serving == null;
    }

    long deadlineMs() {
        return serving == null ? PendingAnswer.NEVER : serving.deadlineMs();
    }

    private void begin(Turn turn, Bytes frame) {
        if (turn instanceof Turn.Asked asked) {
            serve(asked.request(), frame, asked.handler());
        } else if (turn instanceof Turn.VersionRefused refused) {
            ApiSpec api = Catalog.standard().api(Turn.API_VERSIONS);
            long entry = journal(null, api, frame, null);
            Bytes response = Frames.encodeResponse(api, 0, refused.correlationId(), refused.body());
            write(
                    Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(0, response.size()))
                            .concat(response),
                    entry);
        } else if (turn instanceof Turn.Refused refused) {
            refuse(refused, frame);
        }
    }

    private void refuse(Turn.Refused refused, Bytes frame) {
        int version = frame.size() < 4 ? -1 : frame.getShort(2);
        Optional<Stub> stub = dispatcher.script().findRefused(refused.api(), version);
        long entry = journal(null, refused.api(), frame, stub.map(Stub::name).orElse(null));
        switch (stub.map(found -> found.response().ending()).orElse(Ending.DISCONNECT)) {
            case SILENCE -> stayMute(entry);
            case DISCONNECT -> hangUp(entry, refused.why());
            case RESPONSE, OVERTAKEN ->
                write(new ResponseWriter(stub.orElseThrow().response()).writeRefusal(frame), entry);
        }
    }

    private void serve(RequestFrame request, Bytes frame, ApiHandler handler) {
        Optional<Stub> stub = dispatcher.script().find(request.body(), request.clientId());
        ResponseDefinition definition = stub.map(Stub::response).orElse(ResponseDefinition.asKafka());
        long entry = journal(
                request.clientId(), request.api(), frame, stub.map(Stub::name).orElse(null));
        Serving started = new Serving(request, definition, entry);
        serving = started;
        try {
            take(started, definition.applied() ? ask(handler, request, definition) : Answer.now(defaults(request)));
        } catch (RuntimeException e) {
            fail(started, e);
        }
    }

    private Answer ask(ApiHandler handler, RequestFrame request, ResponseDefinition definition) {
        RequestContext context = new RequestContext(
                request.api(), request.version(), request.clientId(), number, clientHost, dispatcher.nowMs());
        return handler.answer(definition.request(request.body()), context);
    }

    private static Message defaults(RequestFrame request) {
        return Message.defaults(request.api().response(request.version()).struct());
    }

    private void take(Serving started, Answer answer) {
        boolean breaksSilence = started.definition().breaksSilence();
        if (answer instanceof Answer.Now now) {
            started.decide(now.body(), dispatcher.nowMs());
        } else if (answer instanceof Answer.Later later) {
            started.await(later.pending());
        } else if (answer instanceof Answer.None none && breaksSilence) {
            started.decide(none.unsaid(), dispatcher.nowMs());
        } else if (answer instanceof Answer.HangUp hangUp && breaksSilence) {
            started.decide(hangUp.unsaid(), dispatcher.nowMs());
        } else if (answer instanceof Answer.None) {
            stayMute(started.journalNumber());
        } else {
            hangUp(started.journalNumber(), "as Kafka does");
        }
        if (serving == started && !poll(dispatcher.nowMs())) {
            dispatcher.waiting(this);
        }
    }

    private void end(Serving ended) {
        switch (ended.ending()) {
            case RESPONSE, OVERTAKEN -> respond(ended);
            case SILENCE -> {
                stayMute(ended.journalNumber());
                dispatcher.ready(this);
            }
            case DISCONNECT -> hangUp(ended.journalNumber(), "as the stub says");
        }
    }

    private void respond(Serving ended) {
        try {
            Bytes response = ended.response();
            serving = null;
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

    private void stayMute(long entry) {
        unanswered(entry, Outcome.SILENT, "");
        serving = null;
        busy = false;
    }

    private void write(Bytes sized, long entry) {
        dispatcher.journal().update(entry, seen -> seen.answered(sized.slice(Integer.BYTES), dispatcher.nowMs()));
        outlet.write(sized.concat(overtaken), this::written);
        overtaken = Bytes.EMPTY;
    }

    private void written() {
        busy = false;
        dispatcher.ready(this);
    }

    /** A stub that does not fit, or a fault of the mock's own: the client sees a closed connection, the journal says why. */
    private void fail(Serving failed, RuntimeException e) {
        LOG.log(Level.WARNING, "answering " + failed.request().body().id() + " failed", e);
        hangUp(failed.journalNumber(), e.toString());
    }

    private void hangUp(long entry, String why) {
        unanswered(entry, Outcome.DISCONNECTED, why);
        serving = null;
        closed();
        outlet.close();
    }

    private long journal(@Nullable String clientId, @Nullable ApiSpec api, Bytes frame, @Nullable String stub) {
        int version = api == null ? -1 : frame.getShort(2);
        return dispatcher
                .journal()
                .begin(JournalEntry.received(number, clientId, api, version, frame, stub, dispatcher.nowMs()));
    }

    private void unanswered(long entry, Outcome outcome, String why) {
        dispatcher.journal().update(entry, seen -> seen.unanswered(outcome, why, dispatcher.nowMs()));
    }
}
