package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every text can be read on every ground it stands on: WCAG 2.2, 1.4.3, level AA. */
class ContrastTest {
    private static final double ENOUGH = 4.5;
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    private final String sheet;

    ContrastTest() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"), "report.css")) {
            sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Map<String, Integer> colours(boolean dark) {
        int border = sheet.indexOf("@media screen and (prefers-color-scheme: dark)");
        Map<String, Integer> colours = parse(sheet.substring(0, border));
        if (dark) {
            colours.putAll(parse(sheet.substring(border)));
        }
        return colours;
    }

    private static Map<String, Integer> parse(String css) {
        Map<String, Integer> colours = new HashMap<>();
        COLOUR.matcher(css)
                .results()
                .forEach(found -> colours.put(found.group(1), Integer.parseInt(found.group(2), 16)));
        return colours;
    }

    @ParameterizedTest
    @CsvSource({
        "ink, paper",
        "ink, card",
        "ink, sunk",
        "ink, fail-soft",
        "ink, departs-soft",
        "ink, error-soft",
        "ink, field-a",
        "ink, field-b",
        "muted, paper",
        "muted, card",
        "muted, sunk",
        "link, card",
        "fail, card",
        "fail, fail-soft",
        "departs, card",
        "departs, departs-soft",
        "error, card",
        "pass, card",
        "pass, pass-soft",
        "blocked, card",
        "blocked, blocked-soft",
        "solid-ink, blocked-solid",
        "muted, blocked-soft",
        "skipped, skipped-soft",
        "solid-ink, fail-solid",
        "solid-ink, departs-solid",
        "solid-ink, error-solid",
        "solid-ink, pass-solid",
        "lit-ink, lit",
        "muted, fail-soft"
    })
    void textStandsOutFromItsGroundInBothSchemes(String text, String ground) {
        for (boolean dark : new boolean[] {false, true}) {
            Map<String, Integer> colours = colours(dark);
            double ratio = ratio(
                    Objects.requireNonNull(colours.get(text), text),
                    Objects.requireNonNull(colours.get(ground), ground));
            assertThat(ratio)
                    .as("%s on %s, %s", text, ground, dark ? "dark" : "light")
                    .isGreaterThanOrEqualTo(ENOUGH);
        }
    }

    @Test
    void blackOnWhiteIsTheMost() {
        assertThat(ratio(0x000000, 0xffffff)).isEqualTo(21);
    }

    private static double ratio(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
