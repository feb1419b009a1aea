package io.kspec.mock.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final int TIMEOUT_MS = 20_000;
    private static final HttpLimits LIMITS = new HttpLimits(1000, 300, 400, 3, 60);
    private static final String END = "Host: localhost\r\nConnection: close\r\n\r\n";

    @AutoClose
    private final HttpServer server;

    HostileInputTest() throws IOException {
        server = HttpServer.start(
                "127.0.0.1",
                0,
                LIMITS,
                Set.of("kspec.test.internal"),
                call -> CompletableFuture.completedFuture(
                        HttpReply.json(200, Map.of("path", call.path(), "body", call.body()))));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    /** Everything that the server answers until it closes the connection. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestWithoutABodyHasAnEmptyOne() throws IOException {
        assertThat(exchange("POST /a HTTP/1.1\r\n" + END))
                .startsWith("HTTP/1.1 200 OK")
                .contains("\"body\" : \"\"");
    }

    @Test
    void aChunkedBodyIsReadWhole() throws IOException {
        assertThat(exchange("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END
                        + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("\"body\" : \"abcde\"");
    }

    @Test
    void aHugeHeaderIsRefused() throws IOException {
        assertThat(exchange("GET /a HTTP/1.1\r\nX: " + "y".repeat(500) + "\r\n" + END))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"where\" : \"headers\"");
    }

    @Test
    void aHugeRequestLineIsRefused() throws IOException {
        assertThat(exchange("GET /" + "a".repeat(500) + " HTTP/1.1\r\n" + END))
                .startsWith("HTTP/1.1 414 ")
                .contains("\"where\" : \"request line\"");
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLargeIsRefused() throws IOException {
        assertThat(exchange("POST /a HTTP/1.1\r\nContent-Length: 1001\r\n" + END))
                .startsWith("HTTP/1.1 413 ")
                .contains("at most 1000 bytes");
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsRefused() throws IOException {
        String chunk = "1f4\r\n" + "a".repeat(500) + "\r\n";

        assertThat(exchange("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + chunk.repeat(3)))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001\u0002\u0003 \r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.x\r\n\r\n"})
    void whatIsNotHttpIsRefused(String bytes) throws IOException {
        assertThat(exchange(bytes)).startsWith("HTTP/1.1 400 ").contains("\"errors\"");
    }

    @Test
    void aBodyThatIsNotTextIsRefused() throws IOException {
        assertThat(exchange("POST /a HTTP/1.1\r\nContent-Length: 1\r\n" + END + "\u00ff"))
                .startsWith("HTTP/1.1 400 ")
                .contains("text in UTF-8");
    }

    @Test
    void aQueryWithBrokenEscapesIsRefused() throws IOException {
        assertThat(exchange("GET /a?b=%zz HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void pipelinedCallsAreAnsweredInOrder() throws IOException {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            calls.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        String answers = exchange(calls + "GET /last HTTP/1.1\r\n" + END);

        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            places.add(answers.indexOf("\"/" + i + "\""));
        }
        assertThat(places).doesNotContain(-1).isSorted();
        assertThat(answers).contains("\"/last\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1:1",
                "[::1]:80",
                "192.168.0.7:80",
                "kspec",
                "kspec.test.internal:80",
                "KSPEC.test.internal"
            })
    void namesThatOnlyALocalNetworkServesAreAccepted(String host) throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example",
                "Host: localhost.attacker.example",
                "Host: 127.0.0.1.attacker.example:80",
                "Host: localhost:80:80",
                "Host: [::1",
                "Host: ",
                "X: no host",
                "Host: localhost\r\nHost: attacker.example",
                "Host: localhost\r\nOrigin: http://attacker.example",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nSec-Fetch-Site: cross-site",
                "Host: localhost\r\nSec-Fetch-Site: same-site"
            })
    void whatAWebPageCanSendIsRefused(String headers) throws IOException {
        assertThat(exchange("POST / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("\"where\" : \"header ");
    }

    @Test
    void thePagesOfTheServerItselfMayCallIt() throws IOException {
        assertThat(exchange("POST / HTTP/1.1\r\nOrigin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n" + END))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void connectionsBeyondTheLimitAreToldSo() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.maxConnections(); i++) {
                Socket socket = connect();
                open.add(socket);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            try (Socket more = connect()) {
                InputStream in = more.getInputStream();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("at most 3 open connections");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (HttpServer impatient = HttpServer.start(
                        "127.0.0.1",
                        0,
                        new HttpLimits(1000, 300, 400, 3, 1),
                        Set.of(),
                        call -> new CompletableFuture<>());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), impatient.port())) {
            socket.setSoTimeout(TIMEOUT_MS);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
