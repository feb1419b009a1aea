package io.kspec.inspection.packet;

import static io.kspec.inspection.packet.SamplePacket.fromBroker;
import static io.kspec.inspection.packet.SamplePacket.fromClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpStreamTest {
    private static final Bytes ONE = Bytes.fromHex("010101");
    private static final Bytes TWO = Bytes.fromHex("0202");

    @Test
    void segmentsAreJoinedInOrderAndWithoutDuplicates() {
        List<Bytes> packets = List.of(
                fromClient(100, ONE),
                fromClient(103, TWO),
                fromClient(100, ONE),
                fromClient(102, Bytes.fromHex("0102")));

        assertThat(TcpStream.of(packets)).extracting(TcpStream::bytes).containsExactly(ONE.concat(TWO));
    }

    @Test
    void segmentsMayBeOutOfOrderAndSequenceNumbersMayWrapAround() {
        List<Bytes> packets = List.of(fromClient(1, TWO), fromClient(-2, ONE));

        assertThat(TcpStream.of(packets)).extracting(TcpStream::bytes).containsExactly(ONE.concat(TWO));
    }

    @Test
    void eachDirectionIsAStreamThatKnowsItsOpposite() {
        List<TcpStream> streams = TcpStream.of(List.of(fromClient(7, ONE), fromBroker(9, TWO)));

        assertThat(streams).hasSize(2);
        assertThat(streams.get(1).isAnswerTo(streams.get(0))).isTrue();
        assertThat(streams.get(0).isAnswerTo(streams.get(0))).isFalse();
    }

    @Test
    void linkHeadersAndIpv6AreUnderstood() {
        assertThat(TcpStream.of(List.of(SamplePacket.onEthernet(fromClient(7, ONE)))))
                .extracting(TcpStream::bytes)
                .containsExactly(ONE);
        assertThat(TcpStream.of(List.of(SamplePacket.overIpv6(7, ONE))))
                .extracting(TcpStream::bytes)
                .containsExactly(ONE);
    }

    @Test
    void thePaddingOfAShortPacketIsNotPayload() {
        Bytes padded = fromClient(7, ONE).concat(Bytes.fromHex("000000"));

        assertThat(TcpStream.of(List.of(padded))).extracting(TcpStream::bytes).containsExactly(ONE);
    }

    @Test
    void missingBytesAreNamed() {
        assertThatThrownBy(() -> TcpStream.of(List.of(fromClient(100, ONE), fromClient(110, TWO))))
                .isInstanceOf(InspectionException.class)
                .hasMessage("7 bytes are missing from the packets: those that 127.0.0.1:40000 sent after the first 3");
    }

    @Test
    void packetsWithoutPayloadAreRefused() {
        assertThatThrownBy(() -> TcpStream.of(List.of(fromClient(1, Bytes.EMPTY), Bytes.fromHex("00"))))
                .isInstanceOf(InspectionException.class)
                .hasMessageContaining("found none among 2");
    }
}
