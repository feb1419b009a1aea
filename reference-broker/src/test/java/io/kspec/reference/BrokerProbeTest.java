package io.kspec.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerProbeTest {

    @Test
    void aPortThatNobodyListensOnIsNotReady() throws IOException {
        int port;
        try (ServerSocket socket = server()) {
            port = socket.getLocalPort();
        }
        assertThat(new BrokerProbe(port, "any").missing())
                .hasValueSatisfying(words -> assertThat(words).startsWith("no valid response"));
    }

    @Test
    void aServerThatStaysSilentIsNotReady() throws IOException {
        try (ServerSocket silent = server()) {
            assertThat(new BrokerProbe(silent.getLocalPort(), "any").missing())
                    .hasValueSatisfying(words -> assertThat(words).contains("timed out"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "\0\0\0\4\0\0\0\22",
                "\0\0\0\12\0\0\0\21\0\0\0\0\0\1",
                "\0\0\0\12\0\0\0\22\0\43\0\0\0\1",
                "\0\0\0\12\0\0\0\22\0\0\0\0\0\0",
                ""
            })
    void aServerThatSendsSomethingElseIsNotReady(String answer) throws IOException {
        try (ServerSocket server = server()) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(server, answer));
            assertThat(new BrokerProbe(server.getLocalPort(), "any").missing()).isPresent();
            answered.join();
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(4);
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(LoopbackPorts.address(0));
        return server;
    }
}
