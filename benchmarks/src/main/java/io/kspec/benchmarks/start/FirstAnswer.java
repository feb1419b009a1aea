package io.kspec.benchmarks.start;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** The first request of every client: ApiVersions. */
final class FirstAnswer {
    private static final int VERSION = 3;
    private static final int TIMEOUT_MS = 30_000;

    private final byte[] request;

    FirstAnswer() {
        ApiSpec api = Catalog.standard().api("ApiVersions");
        Message body = Message.builder(api.request(VERSION))
                .set("ClientSoftwareName", "kspec")
                .set("ClientSoftwareVersion", "1")
                .build();
        Bytes frame = Frames.encodeRequest(api, VERSION, 1, "start", body);
        request = ByteBuffer.allocate(Integer.BYTES + frame.size())
                .putInt(frame.size())
                .put(frame.asByteBuffer())
                .array();
    }

    /** Connects, sends the request and reads the answer. */
    void await(String host, int port) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readInt());
        }
    }
}
