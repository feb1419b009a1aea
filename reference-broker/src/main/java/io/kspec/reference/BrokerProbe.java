package io.kspec.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Checks whether a broker is ready: sends ApiVersions version 0, then Metadata version 4 without topics, which every
 * release since 2.8 supports. The cluster id in Metadata shows that no other broker has taken the port, and the broker
 * itself is listed only after the controller has unfenced it.
 *
 * @param port the broker's port on the loopback interface
 * @param clusterId the cluster id that the broker's storage was formatted with
 */
record BrokerProbe(int port, String clusterId) {

    private static final int API_VERSIONS = 18;
    private static final int METADATA = 3;
    private static final int TIMEOUT_MILLIS = 2_000;
    /** Both responses are a few kilobytes at most. */
    private static final int MAX_FRAME = 1 << 20;

    /** Describes why the broker is not ready; empty if it is ready. */
    Optional<String> missing() {
        try (Socket socket = new Socket()) {
            socket.connect(LoopbackPorts.address(port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteBuffer apis = ask(socket, API_VERSIONS, 0, new byte[0]);
            short error = apis.getShort();
            int count = apis.getInt();
            if (error != 0 || count <= 0) {
                return Optional.of("ApiVersions v0 response: expected error code 0 and at least one API, found error "
                        + "code " + error + " and " + count + " APIs");
            }
            // No topics, and no automatic creation of topics.
            return missing(ask(socket, METADATA, 4, new byte[] {0, 0, 0, 0, 0}));
        } catch (IOException | RuntimeException e) {
            return Optional.of("no valid response: " + (e.getMessage() == null ? "it ends too early" : e.getMessage()));
        }
    }

    private Optional<String> missing(ByteBuffer metadata) {
        metadata.getInt(); // ThrottleTimeMs
        boolean listed = false;
        for (int brokers = metadata.getInt(); brokers > 0; brokers--) {
            metadata.getInt(); // NodeId
            string(metadata); // Host
            listed |= metadata.getInt() == port;
            string(metadata); // Rack
        }
        String found = string(metadata);
        if (!clusterId.equals(found)) {
            return Optional.of("Metadata v4 response, ClusterId: expected " + clusterId + ", found " + found);
        }
        return listed
                ? Optional.empty()
                : Optional.of("Metadata v4 response, Brokers: expected one with port " + port + ", found none");
    }

    /** Sends a request with header version 1 and returns its response after the correlation id. */
    private static ByteBuffer ask(Socket socket, int api, int version, byte[] body) throws IOException {
        byte[] clientId = "kspec-reference-broker".getBytes(UTF_8);
        ByteBuffer request = ByteBuffer.allocate(14 + clientId.length + body.length);
        request.putInt(request.capacity() - 4)
                .putShort((short) api)
                .putShort((short) version)
                .putInt(api)
                .putShort((short) clientId.length)
                .put(clientId)
                .put(body);
        new DataOutputStream(socket.getOutputStream()).write(request.array());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int size = in.readInt();
        if (size < 4 || size > MAX_FRAME) {
            throw new IOException("expected a frame of 4 to " + MAX_FRAME + " bytes, found a size of " + size);
        }
        ByteBuffer response = ByteBuffer.wrap(in.readNBytes(size));
        if (response.remaining() < size) {
            throw new EOFException("expected " + size + " bytes, found " + response.remaining());
        }
        int correlationId = response.getInt();
        if (correlationId != api) {
            throw new IOException("expected correlation id " + api + ", found " + correlationId);
        }
        return response;
    }

    /** Reads a nullable string; null becomes empty. */
    private static String string(ByteBuffer in) {
        byte[] bytes = new byte[Math.max(0, in.getShort())];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
