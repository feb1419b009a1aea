package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.SecretFields;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.requests.ClientRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to the target, for one thread at a time. Every call ends within its limit.
 *
 * <p>Requests may be pipelined. Kafka answers in the order of the requests; a frame that does not answer the oldest one
 * closes the connection and is thrown as {@link ForeignResponse}. A request that was not answered in time stays in flight,
 * so that its answer can be awaited again.
 */
public final class Connection implements AutoCloseable {
    private final String name;
    private final Target target;
    private final @Nullable String clientId;
    private final ConnectionSettings settings;
    private final Transcript transcript;
    private final TimedSocket socket;
    private final FrameReader frames;
    private final Deque<Outstanding> inFlight = new ArrayDeque<>();
    private final Map<Integer, Exchange> answered = new HashMap<>();
    private int nextCorrelationId = 1;
    private Ending ending = Ending.NONE;

    private Connection(
            String name,
            Target target,
            @Nullable String clientId,
            ConnectionSettings settings,
            Transcript transcript,
            TimedSocket socket) {
        this.name = name;
        this.target = target;
        this.clientId = clientId;
        this.settings = settings;
        this.transcript = transcript;
        this.socket = socket;
        this.frames = new FrameReader(socket, settings.maximumResponseSize());
    }

    private enum Ending {
        NONE,
        OURS,
        TARGETS
    }

    private record Outstanding(int correlationId, ApiSpec api, int version, Bytes request, Duration sentAt) {
        Exchange exchange(String connection, @Nullable Bytes response, Duration receivedAt) {
            return new Exchange(connection, api, version, request, response, sentAt, receivedAt);
        }
    }

    /**
     * Opens a connection.
     *
     * @param name what transcripts and errors call it
     * @param clientId the client id of its requests, or null
     * @throws TargetUnreachable if the target does not accept it within the limit
     * @throws SecurityFailure if the settings ask for TLS or SASL and the target does not agree
     */
    public static Connection open(
            String name, Target target, @Nullable String clientId, ConnectionSettings settings, Transcript transcript) {
        TimedSocket socket = new Handshakes(name, target, clientId, settings, transcript).open();
        return new Connection(name, target, clientId, settings, transcript, socket);
    }

    /** What transcripts and errors call it. */
    public String name() {
        return name;
    }

    /** The other end. */
    public Target target() {
        return target;
    }

    /** Whether the connection is open, as far as is known. */
    public boolean isOpen() {
        return ending == Ending.NONE;
    }

    /**
     * Sends a request and waits for its answer, whose body it decodes strictly.
     *
     * @param fill sets the fields that differ from their defaults
     * @throws StageFailure if there is no answer, or it does not fit API and version
     * @throws IllegalArgumentException if no release defines the API, the version or a field
     */
    public Message ask(String api, int version, Consumer<MessageBuilder> fill) {
        return decode(exchange(api, version, fill));
    }

    /** As {@link #ask}, but leaves the answer as bytes. */
    public Exchange exchange(String api, int version, Consumer<MessageBuilder> fill) {
        return exchange(ClientRequest.of(api, fill), version);
    }

    /** Sends a request at a version, and waits for its answer, whose body it decodes strictly. */
    public Message ask(ClientRequest request, int version) {
        return decode(exchange(request, version));
    }

    /** Sends a request at a version, and waits for its answer, which it leaves as bytes. */
    public Exchange exchange(ClientRequest request, int version) {
        return receive(send(request, version));
    }

    /** As {@link #exchange(ClientRequest, int)}; what is secret in the request is asterisks wherever it is recorded. */
    public Exchange exchangeSecretly(ClientRequest request, int version) {
        int correlationId = nextCorrelationId++;
        Bytes frame = Frames.encodeRequest(request.api(), version, correlationId, clientId, request.at(version));
        Bytes recorded = SecretFields.hiddenInRequest(request.api(), frame);
        return receive(sendAs(request.api(), version, correlationId, frame, recorded));
    }

    /** Sends a request and waits for its answer, which it leaves as bytes. */
    public Exchange exchange(ApiSpec api, int version, Message body) {
        return receive(send(api, version, body));
    }

    /**
     * The answer's body.
     *
     * @throws UndecodableResponse if the answer does not fit API and version
     */
    public static Message decode(Exchange exchange) {
        try {
            return exchange.responseBody();
        } catch (DecodeException e) {
            throw new UndecodableResponse(exchange, e.failure());
        }
    }

    /**
     * Sends a request without waiting for its answer.
     *
     * @return the correlation id with which to receive the answer
     * @throws ConnectionClosed if the target has closed the connection
     * @throws ResponseTimeout if the target does not accept the bytes in time
     */
    public int send(ApiSpec api, int version, Message body) {
        int correlationId = nextCorrelationId++;
        return sendAs(api, version, correlationId, Frames.encodeRequest(api, version, correlationId, clientId, body));
    }

    /** As {@link #send(ApiSpec, int, Message)}. */
    public int send(ClientRequest request, int version) {
        return send(request.api(), version, request.at(version));
    }

    /** Sends a request that is not answered, such as Produce with acks 0. */
    public void sendOneWay(ClientRequest request, int version) {
        sendOneWay(request.api(), version, request.at(version));
    }

    /** As {@link #sendOneWay(ClientRequest, int)}, for a body that is already written. */
    public void sendOneWay(ApiSpec api, int version, Message body) {
        Bytes frame = Frames.encodeRequest(api, version, nextCorrelationId++, clientId, body);
        Outstanding request = new Outstanding(0, api, version, frame, transcript.now());
        write(FrameReader.withSize(frame.size(), frame), request);
        transcript.append(at -> new TranscriptEvent.Exchanged(at, request.exchange(name, null, at)));
    }

    /**
     * Sends a request frame that was encoded elsewhere, and expects an answer to it.
     *
     * @param correlationId that in the frame's header
     * @param frame header and body, without the size
     * @return the correlation id
     */
    public int sendAs(ApiSpec api, int version, int correlationId, Bytes frame) {
        return sendAs(api, version, correlationId, frame, frame);
    }

    private int sendAs(ApiSpec api, int version, int correlationId, Bytes frame, Bytes recorded) {
        Outstanding request = new Outstanding(correlationId, api, version, recorded, transcript.now());
        write(FrameReader.withSize(frame.size(), frame), request);
        inFlight.add(request);
        return correlationId;
    }

    /** Sends bytes as one frame, and expects no answer. */
    public void sendFrame(Bytes frame) {
        sendRaw(FrameReader.withSize(frame.size(), frame));
    }

    /** Sends secret bytes as one frame, and expects no answer; they are asterisks in the transcript. */
    public void sendSecretFrame(Bytes frame) {
        write(FrameReader.withSize(frame.size(), frame), null);
        Bytes recorded = FrameReader.withSize(frame.size(), SecretFields.allHidden(frame));
        transcript.append(at -> new TranscriptEvent.RawSent(at, name, recorded));
    }

    /** Sends bytes as one frame that claims a size, which may be wrong. */
    public void sendFrame(int claimedSize, Bytes frame) {
        sendRaw(FrameReader.withSize(claimedSize, frame));
    }

    /** Sends bytes as they are. */
    public void sendRaw(Bytes bytes) {
        write(bytes, null);
        transcript.append(at -> new TranscriptEvent.RawSent(at, name, bytes));
    }

    /** Waits for the answer to a request, at most for the read timeout. */
    public Exchange receive(int correlationId) {
        return receive(correlationId, settings.readTimeout());
    }

    /**
     * Waits for the answer to a request. Answers to earlier requests that come first are kept.
     *
     * @throws ResponseTimeout if it does not come in time; the request stays in flight
     * @throws ConnectionClosed if the target closes the connection instead
     * @throws ForeignResponse if a frame comes that does not answer the oldest request in flight
     * @throws ImpossibleFrame if the bytes received cannot be a frame
     * @throws IllegalArgumentException if the request is not in flight and its answer not kept
     */
    public Exchange receive(int correlationId, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        while (true) {
            Exchange known = answered.remove(correlationId);
            if (known != null) {
                return known;
            }
            if (inFlight.stream().noneMatch(request -> request.correlationId() == correlationId)) {
                throw new IllegalArgumentException(name + ": expected a correlation id in flight, one of "
                        + idsInFlight() + ", found " + correlationId);
            }
            accept(listen(deadline, limit), inFlight.element());
        }
    }

    /**
     * The answer to a request, if it has come by now. That it has not is not recorded.
     *
     * @throws StageFailure as {@link #receive(int, Duration)}, except for {@link ResponseTimeout}
     */
    public Optional<Exchange> receiveNow(int correlationId) {
        while (!answered.containsKey(correlationId)) {
            Reception reception = listen(Deadline.in(Duration.ZERO), Duration.ZERO);
            if (reception instanceof Reception.TimedOut) {
                return Optional.empty();
            }
            accept(reception, inFlight.element());
        }
        return Optional.of(receive(correlationId));
    }

    private void accept(Reception reception, Outstanding oldest) {
        if (reception instanceof Reception.Frame came) {
            Bytes frame = came.frame();
            Exchange exchange = oldest.exchange(name, frame, transcript.now());
            if (frame.getInt(0) != oldest.correlationId()) {
                transcript.append(at -> new TranscriptEvent.RawReceived(
                        at, name, frame, "does not answer the oldest request in flight"));
                end(Ending.OURS, "out of step");
                throw new ForeignResponse(name, oldest.correlationId(), frame, idsInFlight(), exchange);
            }
            inFlight.remove();
            answered.put(oldest.correlationId(), exchange);
            transcript.append(at -> new TranscriptEvent.Exchanged(at, exchange));
            return;
        }
        Exchange unanswered = oldest.exchange(name, null, transcript.now());
        if (reception instanceof Reception.TimedOut silence) {
            transcript.append(at -> new TranscriptEvent.Unanswered(at, unanswered, silence.waited()));
            throw new ResponseTimeout(name, "a response", silence.waited(), silence.partial(), unanswered);
        }
        if (reception instanceof Reception.Closed end) {
            throw new ConnectionClosed(name, "a response", end.reset(), end.partial(), unanswered);
        }
        end(Ending.OURS, "out of step");
        throw new ImpossibleFrame(
                name, settings.maximumResponseSize(), (Reception.ImpossibleSize) reception, unanswered);
    }

    /**
     * Listens for one frame, and does not match it with the requests in flight.
     *
     * @param limit how long; zero accepts only a frame that was received already
     */
    public Reception receiveFrame(Duration limit) {
        Reception reception = listen(Deadline.in(limit), limit);
        if (reception instanceof Reception.Frame came) {
            transcript.append(at -> new TranscriptEvent.RawReceived(at, name, came.frame(), "a frame"));
        } else if (reception instanceof Reception.TimedOut silence) {
            transcript.waited(name + " listening", silence.waited());
        }
        return reception;
    }

    /**
     * Whether the target stays silent and keeps the connection open.
     *
     * @param limit how long to listen
     */
    public boolean staysQuiet(Duration limit) {
        return receiveFrame(limit) instanceof Reception.TimedOut silence
                && silence.partial().isEmpty();
    }

    /**
     * Listens for a SASL token, which comes as a frame without a header and may be empty. It is not recorded.
     *
     * @param limit how long
     */
    public Reception receiveToken(Duration limit) {
        return listen(FrameReader.ofTokens(socket, settings.maximumResponseSize()), Deadline.in(limit), limit);
    }

    private Reception listen(Deadline deadline, Duration limit) {
        return listen(frames, deadline, limit);
    }

    private Reception listen(FrameReader source, Deadline deadline, Duration limit) {
        try {
            Reception reception = source.next(deadline, limit);
            if (reception instanceof Reception.Closed) {
                endByTarget("closed");
            } else if (reception instanceof Reception.ImpossibleSize impossible) {
                transcript.append(at -> new TranscriptEvent.RawReceived(
                        at, name, impossible.bytes(), "begins with the impossible size " + impossible.size()));
            }
            return reception;
        } catch (InterruptedIOException e) {
            throw new StageInterrupted(name, e);
        } catch (IOException e) {
            Bytes partial = socket.peek(FrameReader.FEW_BYTES);
            endByTarget(e instanceof SSLException ? "TLS: " + e.getMessage() : "reset");
            return new Reception.Closed(partial, true);
        }
    }

    private void write(Bytes bytes, @Nullable Outstanding request) {
        try {
            if (!socket.write(bytes, Deadline.in(settings.writeTimeout()))) {
                end(Ending.OURS, "it does not take what is sent");
                throw new ResponseTimeout(
                        name,
                        "that the target takes " + bytes.size() + " bytes",
                        settings.writeTimeout(),
                        socket.peek(FrameReader.FEW_BYTES),
                        unanswered(request));
            }
        } catch (InterruptedIOException e) {
            throw new StageInterrupted(name, e);
        } catch (IOException e) {
            endByTarget(e instanceof SSLException ? "TLS: " + e.getMessage() : "reset");
            if (request != null) {
                transcript.append(at -> new TranscriptEvent.Exchanged(at, request.exchange(name, null, at)));
            }
            throw new ConnectionClosed(
                    name,
                    "that the target takes a request",
                    true,
                    socket.peek(FrameReader.FEW_BYTES),
                    unanswered(request));
        }
    }

    private @Nullable Exchange unanswered(@Nullable Outstanding request) {
        return request == null ? null : request.exchange(name, null, transcript.now());
    }

    private List<Integer> idsInFlight() {
        return inFlight.stream().map(Outstanding::correlationId).toList();
    }

    private void endByTarget(String reason) {
        if (ending == Ending.OURS) {
            throw new IllegalStateException(name + ": expected an open connection, found one that was closed here");
        }
        if (ending == Ending.NONE) {
            end(Ending.TARGETS, reason);
        }
    }

    private void end(Ending by, String reason) {
        ending = by;
        socket.close();
        if (by == Ending.TARGETS) {
            inFlight.forEach(request ->
                    transcript.append(at -> new TranscriptEvent.Exchanged(at, request.exchange(name, null, at))));
        }
        transcript.append(at -> new TranscriptEvent.Disconnected(at, name, by == Ending.TARGETS, reason));
    }

    /** Closes the connection; a second call does nothing. */
    @Override
    public void close() {
        if (ending == Ending.NONE) {
            end(Ending.OURS, "closed");
        }
    }

    @Override
    public String toString() {
        return name + " to " + target;
    }
}
