package io.kspec.mock.script;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnect;
import static io.kspec.mock.script.ResponseDefinition.reset;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.mock.script.JournalEntry.RequestOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Responses that arrive in pieces, slowly, with an interruption, or only in part. A Heartbeat response has 10 bytes. */
class PacedResponseTest {
    /** Heartbeat v0 with correlation id 7, client id "a", group "g", generation 0 and member "m". */
    private static final byte[] HEARTBEAT = {
        0, 0, 0, 21, 0, 12, 0, 0, 0, 0, 0, 7, 0, 1, 'a', 0, 1, 'g', 0, 0, 0, 0, 0, 1, 'm'
    };

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final Socket socket;

    PacedResponseTest() throws IOException {
        broker = MockBroker.builder().clock(clock).start();
        socket = new Socket(InetAddress.getLoopbackAddress(), broker.port());
        socket.setSoTimeout(10_000);
    }

    private void send(ResponseDefinition response) throws IOException {
        broker.stubFor(request("Heartbeat").willReturn(response));
        socket.getOutputStream().write(HEARTBEAT);
    }

    private int received(int most) throws IOException {
        return socket.getInputStream().readNBytes(most).length;
    }

    private boolean hearsNothing() throws IOException {
        socket.setSoTimeout(50);
        try {
            return socket.getInputStream().read() < -1;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    @Test
    void aResponseInPiecesIsWholeAndTheNextOneFollows() throws IOException {
        send(asKafka().inPiecesOf(3));
        socket.getOutputStream().write(HEARTBEAT);

        assertThat(received(20)).isEqualTo(20);
        assertThat(broker.journal()).extracting(JournalEntry::outcome).containsOnly(RequestOutcome.ANSWERED);
    }

    @Test
    void aResponseStallsAndContinues() throws IOException {
        send(asKafka().stallingAfter(6, Duration.ofSeconds(3)));

        assertThat(received(6)).isEqualTo(6);
        assertThat(hearsNothing()).isTrue();
        clock.advance(Duration.ofSeconds(3));
        assertThat(received(4)).isEqualTo(4);
    }

    @Test
    void aResponseIsSentAtARate() throws IOException {
        send(asKafka().atBytesPerSecond(2));

        assertThat(received(1)).isEqualTo(1);
        assertThat(hearsNothing()).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(received(4)).isEqualTo(4);
        assertThat(hearsNothing()).isTrue();
        clock.advance(Duration.ofSeconds(3));
        assertThat(received(5)).isEqualTo(5);
    }

    @Test
    void aConnectionEndsInTheMiddleOfAResponse() throws IOException {
        send(disconnect().afterSending(5));

        assertThat(received(10)).isEqualTo(5);
        assertThat(broker.journal()).extracting(JournalEntry::outcome).containsExactly(RequestOutcome.DISCONNECTED);
    }

    @Test
    void aConnectionIsResetInTheMiddleOfAResponse() throws IOException {
        send(reset().afterSending(5));

        assertThatThrownBy(() -> received(10))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void aConnectionFallsSilentInTheMiddleOfAResponse() throws IOException {
        send(silence().afterSending(5));
        socket.getOutputStream().write(HEARTBEAT);

        assertThat(received(5)).isEqualTo(5);
        assertThat(hearsNothing()).isTrue();
        try (WireClient other = new WireClient(broker)) {
            assertThat(other.ask("ApiVersions", 0, request -> {}).getInt("ErrorCode"))
                    .isZero();
        }
    }
}
