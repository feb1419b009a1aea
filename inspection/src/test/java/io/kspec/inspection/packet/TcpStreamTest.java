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
    void bytesThatAreMissingSplitAStreamAndLeaveTheOthersWhole() {
        List<TcpStream> streams = TcpStream.of(List.of(fromClient(100, ONE), fromClient(110, TWO), fromBroker(7, ONE)));

        assertThat(streams.get(0).chunks()).containsExactly(ONE, TWO);
        assertThat(streams.get(0).missing()).containsExactly(7);
        assertThat(streams.get(0).isGapless()).isFalse();
        assertThat(streams.get(1).isGapless()).isTrue();
    }

    @Test
    void aConnectionThatIsOpenedAgainIsAnotherStream() {
        List<Bytes> packets = List.of(
                SamplePacket.opening(99),
                fromClient(100, ONE),
                SamplePacket.opening(99),
                SamplePacket.opening(5_000_000),
                fromClient(5_000_001, TWO));

        List<TcpStream> streams = TcpStream.of(packets);

        assertThat(streams).extracting(TcpStream::bytes).containsExactly(ONE, TWO);
        assertThat(streams).extracting(TcpStream::number).containsExactly(0, 1);
        assertThat(streams).allMatch(TcpStream::fromStart);
    }

    @Test
    void theTagsOfVlansAndTheExtensionsOfIpv6AreSkipped() {
        Bytes ipv4 = fromClient(7, ONE);
        Bytes ethernet = Bytes.fromHex("000000000000 000000000000");
        Bytes ipv6 = SamplePacket.overIpv6(7, ONE);
        Bytes extended = ipv6.slice(0, 4)
                .concat(Bytes.fromHex("001f 00 40"))
                .concat(ipv6.slice(8, 40))
                .concat(Bytes.fromHex("06 00 000000000000"))
                .concat(ipv6.slice(40));

        for (Bytes packet : List.of(
                ethernet.concat(Bytes.fromHex("8100 0005 0800")).concat(ipv4),
                ethernet.concat(Bytes.fromHex("88a8 0005 8100 0006 0800")).concat(ipv4),
                ethernet.concat(Bytes.fromHex("8100 0005 86dd")).concat(ipv6),
                extended)) {
            assertThat(TcpStream.of(List.of(packet)))
                    .as(packet.toHex())
                    .extracting(TcpStream::bytes)
                    .containsExactly(ONE);
        }
    }

    @Test
    void packetsWithoutPayloadAreRefused() {
        assertThatThrownBy(() -> TcpStream.of(List.of(fromClient(1, Bytes.EMPTY), Bytes.fromHex("00"))))
                .isInstanceOf(InspectionException.class)
                .hasMessageContaining("found none among 2");
    }
}
