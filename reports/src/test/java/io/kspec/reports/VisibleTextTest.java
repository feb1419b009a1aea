package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "line\nbreak\tand tab", "größer 漢字 𝄞 ✓", "مرحبا"})
    void whatCanBeSeenStays(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void controlsAreSpeltOut() {
        assertThat(VisibleText.of("a\u0000b\u001b[31m\r\u007f\u0085"))
                .isEqualTo("a\\u0000b\\u001b[31m\\u000d\\u007f\\u0085");
    }

    @Test
    void bidirectionalAndInvisibleCharactersAreSpeltOut() {
        assertThat(VisibleText.of("\u202eabc\u2066\u200b\ufeff\u2028\u061c"))
                .isEqualTo("\\u202eabc\\u2066\\u200b\\ufeff\\u2028\\u061c");
        assertThat(VisibleText.of(Character.toString(0xe0041))).isEqualTo("\\u{e0041}");
    }

    @Test
    void loneSurrogatesAndNoncharactersAreSpeltOut() {
        assertThat(VisibleText.of("\ud800 \udc00 \ufffe \uffff")).isEqualTo("\\ud800 \\udc00 \\ufffe \\uffff");
    }
}
