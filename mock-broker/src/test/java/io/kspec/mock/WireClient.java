package io.kspec.mock;

import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client with one connection, which exposes every byte and decodes responses strictly. */
public final class WireClient implements AutoCloseable {
    /** Long enough to be exceeded only by a broker that never answers. */
    private static final int TIMEOUT_MS = 20_000;

    private final @Nullable MockBroker broker;
    private final Socket socket;
    private final DataInputStream in;
    private int correlationId = 1000;

    /** Connects to the first broker. */
    public WireClient(MockBroker broker) throws IOException {
        this(broker, broker.port());
    }

    /** Connects to a broker of several. */
    public WireClient(MockBroker broker, ClusterBroker one) throws IOException {
        this(broker, one.port());
    }

    /** Connects to any broker on the loopback interface, such as Apache Kafka. */
    public WireClient(int port) throws IOException {
        this(null, port);
    }

    private WireClient(@Nullable MockBroker broker, int port) throws IOException {
        this.broker = broker;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends a request and waits for its response. */
    public Message ask(String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        send(api, version, fill);
        return receive(api, version);
    }

    /** Sends a request with the next correlation id. */
    public void send(String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        sendAs("wire-client", api, version, fill);
    }

    /** Sends a request with the next correlation id and another client id. */
    public void sendAs(String clientId, String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        ApiSpec spec = Catalog.standard().api(api);
        MessageBuilder request = Message.builder(spec.request(version));
        fill.accept(request);
        correlationId++;
        sendFrame(Frames.encodeRequest(spec, version, correlationId, clientId, request.build()));
    }

    /** Waits until the broker has started to serve a request of an API, so that a test can then advance the clock. */
    public void awaitArrival(String api) throws IOException {
        MockBroker known = Objects.requireNonNull(broker, "only a mock broker tells what arrived");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (known.journal(RequestPattern.request(api)).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("no " + api + " request arrived");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Receives the response to the last request. */
    public Message receive(String api, int version) throws IOException {
        return receive(api, version, correlationId);
    }

    /** Receives a response, and checks its correlation id. */
    public Message receive(String api, int version, int expectedCorrelationId) throws IOException {
        Bytes frame = receiveFrame();
        if (frame == null) {
            throw new EOFException("the broker closed the connection instead of answering " + api + " v" + version);
        }
        if (frame.getInt(0) != expectedCorrelationId) {
            throw new IOException("expected correlation id " + expectedCorrelationId + ", found " + frame.getInt(0));
        }
        return Frames.decodeResponse(Catalog.standard().api(api), version, frame);
    }

    /** The correlation id of the last request. */
    public int correlationId() {
        return correlationId;
    }

    public void sendFrame(Bytes frame) throws IOException {
        ByteBuffer sized = ByteBuffer.allocate(Integer.BYTES + frame.size())
                .putInt(frame.size())
                .put(frame.asByteBuffer());
        sendRaw(Bytes.wrap(sized.array()));
    }

    /** Sends bytes without adding a size. */
    public void sendRaw(Bytes bytes) throws IOException {
        socket.getOutputStream().write(bytes.toArray());
        socket.getOutputStream().flush();
    }

    /** The next response without its size, or null if the broker closed the connection. */
    public @Nullable Bytes receiveFrame() throws IOException {
        try {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return Bytes.wrap(frame);
        } catch (EOFException | SocketException closed) {
            return null;
        }
    }

    /** Whether nothing arrives for a while. */
    public boolean hearsNothingFor(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        try {
            return in.read() < -1;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            socket.setSoTimeout(TIMEOUT_MS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
