package io.kspec.inspection.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PcapngFileTest {
    private static final Bytes ONE = Bytes.fromHex("0101010101");
    private static final Bytes TWO = Bytes.fromHex("02020202");
    private static final int USB = 189;
    /** The offset of the first block after a section header and an interface. */
    private static final int THIRD_BLOCK = 28 + 20;

    private static final int SMALLEST_BLOCK = 12;

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    private static SamplePcapng sample(ByteOrder order) {
        return new SamplePcapng(order).section().interfaceOf(SamplePcapng.ETHERNET, 0);
    }

    private static SamplePcapng sample() {
        return sample(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Bytes> packets(byte[] file) {
        return ((Dump.Packets) DumpReader.read(file, null).dump()).packets();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void enhancedAndSimplePacketsAreReadWithoutTheirPadding(ByteOrder order) {
        byte[] file = sample(order)
                .enhanced(0, ONE)
                .strangeBlock()
                .simple(TWO.size(), TWO)
                .bytes();

        assertThat(packets(file)).containsExactly(ONE, TWO);
    }

    @Test
    void aSimplePacketIsCutAtTheLimitOfItsInterface() {
        byte[] file = new SamplePcapng(ByteOrder.BIG_ENDIAN)
                .section()
                .interfaceOf(SamplePcapng.ETHERNET, 5)
                .simple(1500, ONE)
                .bytes();

        assertThat(packets(file)).containsExactly(ONE);
    }

    @Test
    void eachSectionHasItsOwnByteOrderAndInterfaces() {
        byte[] first = sample(ByteOrder.BIG_ENDIAN).enhanced(0, ONE).bytes();
        byte[] second = sample(ByteOrder.LITTLE_ENDIAN).enhanced(0, TWO).bytes();
        byte[] alone = new SamplePcapng(ByteOrder.BIG_ENDIAN)
                .section()
                .enhanced(0, TWO)
                .bytes();

        assertThat(packets(joined(first, second))).containsExactly(ONE, TWO);
        assertRefused(joined(first, alone), "found number 0");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return Bytes.wrap(first).concat(Bytes.wrap(second)).toArray();
    }

    @Test
    void packetsOfLinksWithoutIpAreSkipped() {
        byte[] file =
                sample().interfaceOf(USB, 0).enhanced(1, ONE).enhanced(0, TWO).bytes();

        assertThat(packets(file)).containsExactly(TWO);
    }

    @Test
    void aFileWithOnlySuchPacketsIsRefused() {
        byte[] file = sample().interfaceOf(USB, 0).enhanced(1, ONE).bytes();

        assertRefused(file, "expected packets of one of BSD loopback (0), Ethernet (1)", "found link type 189");
    }

    @Test
    void aCutFileIsRefusedWithItsPlace() {
        byte[] file = sample().enhanced(0, ONE).bytes();

        for (int size = THIRD_BLOCK + 1; size < file.length; size++) {
            int place = size < THIRD_BLOCK + SMALLEST_BLOCK ? THIRD_BLOCK : THIRD_BLOCK + 4;
            assertRefused(Arrays.copyOf(file, size), "the pcapng file at byte " + place);
        }
    }

    private static void assertRefused(byte[] file, String... parts) {
        assertThatThrownBy(() -> DumpReader.read(file, null))
                .isInstanceOf(InspectionException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aBlockLargerThanTheFileIsRefused() {
        byte[] file = sample().enhanced(0, ONE).bytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(THIRD_BLOCK + 4, 0x7ffffffc);

        assertRefused(
                file, "at byte 52: expected the size of a block, a multiple of 4 from 12 to 40, found 2147483644");
    }

    @Test
    void aBlockThatDoesNotRepeatItsSizeIsRefused() {
        byte[] file = sample().enhanced(0, ONE).bytes();
        file[file.length - 4]++;

        assertRefused(file, "at byte " + (file.length - 4) + ": expected the block's size 40 again, found 41");
    }

    @Test
    void aPacketLargerThanItsBlockIsRefused() {
        byte[] file = sample().enhanced(0, ONE).bytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(THIRD_BLOCK + 20, -1);

        assertRefused(file, "expected a packet of at most 8 bytes, found 4294967295");
    }

    @Test
    void anotherVersionOrByteOrderIsRefused() {
        byte[] version = sample().bytes();
        version[12] = 2;
        byte[] order = sample().bytes();
        order[8] = 0;

        assertRefused(version, "at byte 12: expected version 1, found version 2");
        assertRefused(order, "at byte 8: expected the byte order, 1a2b3c4d or 4d3c2b1a, found 003c2b1a");
    }
}
