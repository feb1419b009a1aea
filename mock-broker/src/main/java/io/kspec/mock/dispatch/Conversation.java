package io.kspec.mock.dispatch;

import io.kspec.mock.api.Answer;
import io.kspec.mock.api.PendingAnswer;
import io.kspec.mock.api.RequestContext;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.Message;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection: requests in, responses out. As in Kafka one request is served at a time, and the next is not looked at
 * before its response is on the way, so that responses leave in the order of the requests.
 */
public final class Conversation {
    private final Dispatcher dispatcher;
    private final long number;
    private final String clientHost;
    private final Outlet outlet;
    private final Queue<Bytes> requests = new ArrayDeque<>();
    private @Nullable Awaited awaited;
    private boolean busy;
    private boolean open = true;

    /** A request whose answer is still to come. */
    private record Awaited(RequestFrame request, PendingAnswer answer) {}

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
        open = false;
        requests.clear();
        awaited = null;
        dispatcher.left(this);
    }

    /** Serves requests until one is not answered at once. */
    void serve() {
        while (open && !busy && !requests.isEmpty()) {
            busy = true;
            begin(Turn.of(requests.remove(), dispatcher.table()));
        }
        if (open && !busy) {
            outlet.resumeReading();
        }
    }

    /** Whether what is awaited has come by now. */
    boolean poll(long nowMs) {
        Message body = awaited == null ? null : awaited.answer().poll(nowMs);
        if (awaited == null || body == null) {
            return awaited == null;
        }
        RequestFrame request = awaited.request();
        awaited = null;
        respond(request, body);
        return true;
    }

    long deadlineMs() {
        return awaited == null ? PendingAnswer.NEVER : awaited.answer().deadlineMs();
    }

    private void begin(Turn turn) {
        if (turn instanceof Turn.Asked asked) {
            take(asked.request(), asked.handler().answer(asked.request().body(), context(asked.request())));
        } else if (turn instanceof Turn.VersionRefused refused) {
            write(Frames.encodeResponse(
                    Catalog.standard().api(Turn.API_VERSIONS), 0, refused.correlationId(), refused.body()));
        } else {
            hangUp();
        }
    }

    private RequestContext context(RequestFrame request) {
        return new RequestContext(
                request.api(), request.version(), request.clientId(), number, clientHost, dispatcher.nowMs());
    }

    private void take(RequestFrame request, Answer answer) {
        if (answer instanceof Answer.Now now) {
            respond(request, now.body());
        } else if (answer instanceof Answer.Later later) {
            awaited = new Awaited(request, later.pending());
            dispatcher.waiting(this);
        } else if (answer instanceof Answer.None) {
            busy = false;
        } else {
            hangUp();
        }
    }

    private void respond(RequestFrame request, Message body) {
        write(Frames.encodeResponse(request.api(), request.version(), request.correlationId(), body));
    }

    private void write(Bytes frame) {
        Bytes size = Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(0, frame.size()));
        outlet.write(size.concat(frame), this::written);
    }

    private void written() {
        busy = false;
        dispatcher.ready(this);
    }

    private void hangUp() {
        closed();
        outlet.close();
    }
}
