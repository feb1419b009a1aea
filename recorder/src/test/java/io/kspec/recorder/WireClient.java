package io.kspec.recorder;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Target;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.Consumer;

/** A client that sends frames and reads frames. */
public final class WireClient implements Closeable {
    private static final int LONGEST_WAIT_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int correlationId = 100;

    public WireClient(Target target) throws IOException {
        socket = new Socket(target.host(), target.port());
        socket.setSoTimeout(LONGEST_WAIT_MS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** A request with a correlation id. */
    public static Bytes request(String api, int version, int correlationId, Consumer<MessageBuilder> fill) {
        ApiSpec spec = Catalog.standard().api(api);
        MessageBuilder body = Message.builder(spec.request(version));
        fill.accept(body);
        return Frames.encodeRequest(spec, version, correlationId, "test", body.build());
    }

    /** A response with a correlation id. */
    public static Bytes response(String api, int version, int correlationId, Consumer<MessageBuilder> fill) {
        ApiSpec spec = Catalog.standard().api(api);
        MessageBuilder body = Message.builder(spec.response(version));
        fill.accept(body);
        return Frames.encodeResponse(spec, version, correlationId, body.build());
    }

    public void send(Bytes frame) throws IOException {
        out.writeInt(frame.size());
        out.write(frame.toArray());
        out.flush();
    }

    /** Sends bytes as they are. */
    public void sendRaw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next frame, without its size. */
    public Bytes receive() throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return Bytes.wrap(frame);
    }

    /** Whether the other side closes the connection without sending anything more. */
    public boolean isClosedByPeer() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Sends a request, and gives the body of its response. */
    public Message ask(String api, int version, Consumer<MessageBuilder> fill) {
        try {
            send(request(api, version, ++correlationId, fill));
            Bytes frame = receive();
            if (frame.getInt(0) != correlationId) {
                throw new AssertionError("correlation id " + correlationId + ", found " + frame);
            }
            return Frames.decodeResponse(Catalog.standard().api(api), version, frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
