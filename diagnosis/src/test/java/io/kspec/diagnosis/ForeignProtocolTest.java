package io.kspec.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignProtocolTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request\\r\\n | an HTTP response (HTTP/1.1 400 Bad Request)",
                "GET / HTTP/1.1\\r\\nHost: x | an HTTP request (GET / HTTP/1.1)",
                "PRI * HTTP/2.0\\r\\n\\r\\nSM | the start of an HTTP/2 connection (PRI * HTTP/2.0)",
                "SSH-2.0-OpenSSH_9.6\\r\\n | the start of an SSH connection (SSH-2.0-OpenSSH_9.6)",
                "-ERR unknown command\\r\\n | Redis' protocol (-ERR unknown command)",
                "*1\\r\\n$4\\r\\nPING\\r\\n | Redis' protocol (*1)",
                "PROXY TCP4 10.0.0.1 10.0.0.2 4000 9092\\r\\n | a PROXY protocol header (PROXY TCP4 10.0.0.1 10.0.0.2 4000 9092)",
                "ruok | a four-letter word of ZooKeeper (ruok)",
            })
    void protocolsOfLinesOfTextAreNamed(String text, String sentence) {
        Bytes bytes = Bytes.wrap(text.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(ForeignProtocol.of(bytes)).map(ForeignProtocol::sentence).hasValue(sentence);
        assertThat(ForeignProtocol.isText(bytes)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15030300020228 | TLS, an alert (fatal, handshake_failure)",
                "16030100a5010000a1 | TLS, a handshake (ClientHello)",
                "1703030020aabb | TLS, encrypted data",
                "414d515000000901 | the start of an AMQP connection (version 0-9-1)",
                "414d515003010000 | the start of an AMQP connection (version 1.0.0)",
                "0d0a0d0a000d0a515549540a2111000c0a0000010a0000020fa02384 | a PROXY protocol header (version 2)",
                "000012040000000000000300000064000400100000000100002000 | the start of an HTTP/2 connection (SETTINGS)",
                "0000002d00000000000000000000000000007530000000000000000000000010"
                        + "0000000000000000000000000000000000 | a ConnectRequest of ZooKeeper (session timeout 30000 ms)",
                "0000002500000000000075300100000000000001000000100000000000000000"
                        + "000000000000000000 | a ConnectResponse of ZooKeeper (session timeout 30000 ms)",
            })
    void binaryProtocolsAreNamed(String hex, String sentence) {
        assertThat(ForeignProtocol.of(Bytes.fromHex(hex)))
                .map(ForeignProtocol::sentence)
                .hasValue(sentence);
    }

    @Test
    void whatFollowsAProxyHeaderIsFound() {
        Bytes header = Bytes.fromHex("0d0a0d0a000d0a515549540a2111000c0a0000010a0000020fa02384");

        assertThat(ForeignProtocol.of(header.concat(Bytes.fromHex("00000012"))))
                .map(ForeignProtocol::end)
                .hasValue(28);
    }

    /** Requests and responses, also of small sizes and ids, and text that is hexadecimal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00000012000900020000ff8500056b73506500000000",
                "000000040000000000000000",
                "0000120400000000000000000000",
                "0000002d00000000000000000000000000000000",
                "15000000",
                "2b2b2b2b",
            })
    void kafkasBytesAreNot(String hex) {
        assertThat(ForeignProtocol.of(Bytes.fromHex(hex))).isEmpty();
    }
}
