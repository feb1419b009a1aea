package io.kspec.inspection.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpReaderTest {
    private static final String HEX = "00090002ffffff85" + "0005" + "6b73706563" + "0002" + "6731";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Wireshark's hex stream, Go's %x, xxd -p
                "00090002ffffff8500056b7370656300026731",
                "00090002FFFFFF85\n00056b7370656300026731\n",
                // Go's %#x and % x and % #x
                "0x00090002ffffff8500056b7370656300026731",
                "00 09 00 02 ff ff ff 85 00 05 6b 73 70 65 63 00 02 67 31",
                "0x00 0x09 0x00 0x02 0xff 0xff 0xff 0x85 0x00 0x05 0x6b 0x73 0x70 0x65 0x63 0x00 0x02 0x67 0x31",
                // colons
                "00:09:00:02:ff:ff:ff:85:00:05:6b:73:70:65:63:00:02:67:31",
                "# a remark\n00090002 ffffff85 00056b7370656300026731",
            })
    void digits(String text) {
        assertReads(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // xxd, xxd -g1, xxd -c 8
                "00000000: 0009 0002 ffff ff85 0005 6b73 7065 6300  ..........kspec.\n00000010: 0267 31                                  .g1\n",
                "00000000: 00 09 00 02 ff ff ff 85 00 05 6b 73 70 65 63 00  ..........kspec.\n00000010: 02 67 31                                         .g1\n",
                "00000000: 0009 0002 ffff ff85  ........\n00000008: 0005 6b73 7065 6300  ..kspec.\n00000010: 0267 31              .g1\n",
                // hexdump -C
                "00000000  00 09 00 02 ff ff ff 85  00 05 6b 73 70 65 63 00  |..........kspec.|\n00000010  02 67 31                                          |.g1|\n00000013\n",
                // od -A x -t x1, and od -t x1, which counts in octal
                "000000 00 09 00 02 ff ff ff 85 00 05 6b 73 70 65 63 00\n000010 02 67 31\n000013\n",
                "0000000 00 09 00 02 ff ff ff 85 00 05 6b 73 70 65 63 00\n0000020 02 67 31\n0000023\n",
                // Wireshark's hex dump, with and without characters
                "0000   00 09 00 02 ff ff ff 85 00 05 6b 73 70 65 63 00   ..........kspec.\n0010   02 67 31   .g1\n",
                "0000  00 09 00 02 ff ff ff 85 00 05 6b 73 70 65 63 00\n0010  02 67 31\n",
            })
    void linesWithOffsets(String text) {
        assertReads(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Wireshark's escaped string
                "\"\\x00\\x09\\x00\\x02\\xff\\xff\\xff\\x85\" \\\n\"\\x00\\x05\\x6b\\x73\\x70\\x65\\x63\\x00\\x02\\x67\\x31\"",
                "\\x00\\x09\\x00\\x02\\xff\\xff\\xff\\x85\\x00\\x05\\x6b\\x73\\x70\\x65\\x63\\x00\\x02\\x67\\x31",
                // Go's %q, Python's repr
                "\"\\x00\\t\\x00\\x02\\xff\\xff\\xff\\x85\\x00\\x05kspec\\x00\\x02g1\"",
                "b'\\x00\\t\\x00\\x02\\xff\\xff\\xff\\x85\\x00\\x05kspec\\x00\\x02g1'",
            })
    void escapedStrings(String text) {
        assertReads(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Go's %#v and %v
                "[]byte{0x0, 0x9, 0x0, 0x2, 0xff, 0xff, 0xff, 0x85, 0x0, 0x5, 0x6b, 0x73, 0x70, 0x65, 0x63, 0x0, 0x2, 0x67, 0x31}",
                "[0 9 0 2 255 255 255 133 0 5 107 115 112 101 99 0 2 103 49]",
                // xxd -i
                "unsigned char f[] = {\n  0x00, 0x09, 0x00, 0x02, 0xff, 0xff, 0xff, 0x85, 0x00, 0x05, 0x6b, 0x73,\n  0x70, 0x65, 0x63, 0x00, 0x02, 0x67, 0x31\n};\nunsigned int f_len = 19;\n",
                // Java's Arrays.toString, Rust's {:02x?} and {:x?}
                "[0, 9, 0, 2, -1, -1, -1, -123, 0, 5, 107, 115, 112, 101, 99, 0, 2, 103, 49]",
                "[00, 09, 00, 02, ff, ff, ff, 85, 00, 05, 6b, 73, 70, 65, 63, 00, 02, 67, 31]",
                "[0, 9, 0, 2, ff, ff, ff, 85, 0, 5, 6b, 73, 70, 65, 63, 0, 2, 67, 31]",
            })
    void arrays(String text) {
        assertReads(text);
    }

    private static void assertReads(String text) {
        assertThat(DumpReader.read(text, null).dump()).isEqualTo(new Dump.Plain(Bytes.fromHex(HEX)));
    }

    @Test
    void binaryContentIsTakenAsRawBytes() {
        byte[] frame = Bytes.fromHex(HEX).toArray();

        assertThat(DumpReader.read(frame, null).dump()).isEqualTo(new Dump.Plain(Bytes.fromHex(HEX)));
    }

    @Test
    void aStarRepeatsThePreviousLine() {
        String dump =
                """
                00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                *
                00000040  01                                                |.|
                00000041
                """;

        assertThat(DumpReader.read(dump, null).dump()).isEqualTo(new Dump.Plain(Bytes.fromHex("00".repeat(64) + "01")));
    }

    @Test
    void packetsOfTcpdumpAreSeparate() {
        String dump =
                """
                12:00:00.000000 IP 127.0.0.1.40000 > 127.0.0.1.9092: Flags [P.], length 3
                \t0x0000:  4500 0034 0000 4000 4006 3cc2 7f00 0001  E..4..@.@.<.....
                \t0x0010:  7f00 0001                                ....
                12:00:00.000001 IP 127.0.0.1.9092 > 127.0.0.1.40000: Flags [.], length 0
                \t0x0000:  4500 0028                                E..(
                """;

        assertThat(DumpReader.read(dump, null).dump()).isInstanceOfSatisfying(Dump.Packets.class, packets -> {
            assertThat(packets.packets()).hasSize(2);
            assertThat(packets.packets().get(0).size()).isEqualTo(20);
            assertThat(packets.packets().get(1)).isEqualTo(Bytes.fromHex("45000028"));
        });
    }

    @Test
    void swappedWordsAreRefusedRatherThanMisread() {
        assertRefused("0000000 0900 0200 ffff 85ff\n0000008\n", "print with hexdump -C");
    }

    @Test
    void aMissingLineIsNamed() {
        assertRefused(
                "00000000: 0009 0002 ffff ff85 0005 6b73 7065 6300  x\n00000020: 0267 31  x\n",
                "line 2: expected offset 10, since 16 bytes precede it, found 00000020");
    }

    @Test
    void aHugeOffsetIsRefusedBeforeItIsFilled() {
        assertRefused("00000000  00 00\n*\n7fffffff  01\n", "line 3: expected an offset below");
    }

    @Test
    void anEntryThatIsNotAByteIsNamed() {
        assertRefused("[0 256]", "entry 1 of the array: expected a byte, such as 42, found \"256\"");
        assertRefused("{0x00, 0x100}", "entry 1 of the array: expected a byte, such as 0x2a, found \"0x100\"");
    }

    @Test
    void anUnknownEscapeIsNamed() {
        assertRefused("\"\\x00\\q\"", "expected an escape such as \\x2a");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> DumpReader.read(text, null))
                .isInstanceOf(InspectionException.class)
                .hasMessageContaining(message);
    }
}
