package io.kspec.recorder.tap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameArraysTest {
    private final FrameArrays arrays = new FrameArrays();

    @Test
    void aLargeArrayIsUsedAgainForAFrameOfAboutItsSize() {
        byte[] array = arrays.take(260_000);
        arrays.giveBack(array);

        assertThat(array).hasSizeBetween(260_000, 330_000);
        assertThat(arrays.take(200_000)).isNotSameAs(array);
        assertThat(arrays.take(250_000)).isSameAs(array);
        assertThat(arrays.take(250_000)).isNotSameAs(array);
    }

    @Test
    void arraysHaveRoomForTheirFrames() {
        for (int size = 0; size < 20 << 20; size += 1 + size / 7) {
            assertThat(arrays.take(size).length).isGreaterThanOrEqualTo(size).isLessThanOrEqualTo(size + size / 4 + 1);
        }
    }

    @Test
    void smallArraysAndThoseOfOthersAreNotKept() {
        byte[] small = arrays.take(1_000);
        byte[] other = new byte[50_001];
        arrays.giveBack(small);
        arrays.giveBack(other);

        assertThat(arrays.take(1_000)).isNotSameAs(small);
        assertThat(arrays.take(50_001)).isNotSameAs(other);
    }

    @Test
    void noMoreThanSixteenMebibytesAreKept() {
        byte[] first = arrays.take(16 << 20);
        byte[] second = arrays.take(1 << 20);
        arrays.giveBack(first);
        arrays.giveBack(second);

        assertThat(arrays.take(1 << 20)).isNotSameAs(second);
        assertThat(arrays.take(16 << 20)).isSameAs(first);
    }
}
