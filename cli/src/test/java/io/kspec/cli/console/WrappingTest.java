package io.kspec.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    private static final String ID = "describe-cluster.unknown-endpoint-type-refused";

    @Test
    void aLongWordThatFitsALineIsNotCut() {
        assertThat(Wrapping.lines("38 cases of 17 checks, such as " + ID + " (should)", 76))
                .containsExactly("38 cases of 17 checks, such as", ID + " (should)");
    }

    @Test
    void aWordThatFillsALineIsCut() {
        assertThat(Wrapping.lines("the bytes " + "ab".repeat(20), 30))
                .containsExactly("the bytes " + "ab".repeat(10), "ab".repeat(10));
    }

    @Test
    void noLineIsLongerThanTheWidth() {
        String text = ("a " + ID + " is " + "x".repeat(70) + " or 7 ").repeat(4);

        for (int width = 1; width <= 120; width++) {
            int most = width;
            assertThat(Wrapping.lines(text, width))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(most));
            assertThat(String.join("", Wrapping.lines(text, width)).replace(" ", ""))
                    .isEqualTo(text.replace(" ", ""));
        }
    }
}
