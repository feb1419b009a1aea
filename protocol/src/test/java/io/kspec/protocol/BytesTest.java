package io.kspec.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesTest {
    private final Bytes bytes = Bytes.fromHex("00 ff 80\n01 02 03 04 05 06 07");

    @Test
    void integersAreBigEndianAndSigned() {
        assertThat(bytes.getShort(1)).isEqualTo((short) 0xff80);
        assertThat(bytes.getInt(1)).isEqualTo(0xff800102);
        assertThat(bytes.getLong(1)).isEqualTo(0xff80010203040506L);
    }

    @Test
    void aSliceCannotReachBytesOutsideOfIt() {
        Bytes slice = bytes.slice(1, 4);
        assertThat(slice).isEqualTo(Bytes.copyOf((byte) 0xff, (byte) 0x80, (byte) 1));
        assertThat(slice).hasSameHashCodeAs(Bytes.fromHex("ff8001"));
        assertThat(slice.get(0)).isEqualTo((byte) 0xff);
        assertThat(slice.toArray()).hasSize(3);
        assertThat(slice.asByteBuffer().remaining()).isEqualTo(3);
        assertThat(slice.slice(2)).isEqualTo(Bytes.fromHex("01"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.get(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.getShort(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(0, 4));
    }

    @Test
    void aCopyDoesNotChangeWithTheOriginal() {
        byte[] origin = {1, 2};
        Bytes copy = Bytes.copyOf(origin);
        ByteBuffer buffer = ByteBuffer.wrap(origin);
        Bytes copyOfBuffer = Bytes.copyOf(buffer);
        origin[0] = 9;
        assertThat(copy.toHex()).isEqualTo("0102");
        assertThat(copyOfBuffer.toHex()).isEqualTo("0102");
        assertThat(buffer.remaining()).isEqualTo(2);
    }

    @Test
    void concatenationKeepsTheOrder() {
        assertThat(bytes.slice(0, 3).concat(bytes.slice(3))).isEqualTo(bytes);
        assertThat(Bytes.EMPTY.concat(bytes)).isEqualTo(bytes);
        assertThat(bytes.concat(Bytes.EMPTY)).isEqualTo(bytes);
    }

    @Test
    void joinedBytesAreEqualToTheSameBytesInOneArray() {
        Bytes joined = Bytes.join(List.of(
                bytes.slice(0, 2),
                Bytes.EMPTY,
                Bytes.join(List.of(bytes.slice(2, 3), bytes.slice(3, 7))),
                bytes.slice(7)));
        assertThat(joined.pieces()).hasSize(4);
        assertThat(joined.size()).isEqualTo(bytes.size());
        for (int from = 0; from <= bytes.size(); from++) {
            for (int to = from; to <= bytes.size(); to++) {
                Bytes slice = joined.slice(from, to);
                assertThat(slice.toArray()).isEqualTo(bytes.slice(from, to).toArray());
                assertThat(slice).isEqualTo(bytes.slice(from, to)).hasSameHashCodeAs(bytes.slice(from, to));
            }
        }
        byte[] copy = new byte[bytes.size() + 1];
        joined.copyTo(copy, 1);
        assertThat(Bytes.wrap(copy).slice(1)).isEqualTo(bytes);
        assertThat(joined.getLong(1)).isEqualTo(bytes.getLong(1));
        Bytes longFirst = Bytes.join(List.of(bytes.slice(0, 9), bytes.slice(9)));
        for (Bytes each : List.of(joined, longFirst)) {
            for (int i = 0; i < bytes.size() - 1; i++) {
                assertThat(each.get(i)).isEqualTo(bytes.get(i));
                assertThat(each.getShort(i)).isEqualTo(bytes.getShort(i));
            }
            assertThat(each.getInt(5)).isEqualTo(bytes.getInt(5));
            assertThat(each.getInt(6)).isEqualTo(bytes.getInt(6));
            assertThat(each.getLong(1)).isEqualTo(bytes.getLong(1));
        }
        assertThat(joined.asByteBuffer()).isEqualTo(bytes.asByteBuffer());
        assertThat(joined.toHex()).isEqualTo(bytes.toHex());
        assertThat(joined.concat(bytes)).isEqualTo(bytes.concat(bytes));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> joined.slice(0, 11));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> joined.get(10));
    }

    @Test
    void joiningFewerThanTwoCopiesNothing() {
        assertThat(Bytes.join(List.of())).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.join(List.of(Bytes.EMPTY, bytes))).isSameAs(bytes);
        assertThat(bytes.pieces()).containsExactly(bytes);
    }

    @Test
    void hexadecimalDigitsComeInPairs() {
        assertThat(Bytes.fromHex(bytes.toHex())).isEqualTo(bytes);
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex("0g"));
    }

    @Test
    void longBytesAreShownByTheirBeginningAndSize() {
        assertThat(Bytes.wrap(new byte[2])).hasToString("[0000]");
        assertThat(Bytes.wrap(new byte[33])).hasToString("[" + "00".repeat(32) + "… 33 bytes]");
    }
}
