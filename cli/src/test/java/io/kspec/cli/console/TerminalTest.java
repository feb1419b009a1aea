package io.kspec.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void onATerminalThereAreColours() {
        Terminal terminal = Terminal.ofProcess(Map.of("TERM", "xterm"), "out,err", "");

        assertThat(terminal.colours()).isEqualTo(Colours.ANSI);
        assertThat(terminal.errorColours()).isEqualTo(Colours.ANSI);
        assertThat(terminal.interactive()).isTrue();
    }

    @Test
    void inAPipeThereAreNone() {
        Terminal terminal = Terminal.ofProcess(Map.of("TERM", "xterm"), "err", "");

        assertThat(terminal.colours()).isEqualTo(Colours.NONE);
        assertThat(terminal.errorColours()).isEqualTo(Colours.ANSI);
    }

    @Test
    void noColorIsRespectedIfItSaysAnything() {
        assertThat(Terminal.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1"), "out,err", "")
                        .colours())
                .isEqualTo(Colours.NONE);
        assertThat(Terminal.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", ""), "out,err", "")
                        .colours())
                .isEqualTo(Colours.ANSI);
    }

    @Test
    void aDumbTerminalGetsPlainText() {
        assertThat(Terminal.ofProcess(Map.of("TERM", "dumb"), "out,err", "").colours())
                .isEqualTo(Colours.NONE);
        assertThat(Terminal.ofProcess(Map.of(), "out,err", "").colours()).isEqualTo(Colours.NONE);
    }

    @Test
    void linesAreAsWideAsTheTerminalWithinBounds() {
        assertThat(width("", "100")).isEqualTo(100);
        assertThat(width("", "500")).isEqualTo(120);
        assertThat(width("", "7")).isEqualTo(40);
        assertThat(width("90", "100")).isEqualTo(90);
        assertThat(width("0", "100")).isEqualTo(100);
        assertThat(width("wide", "")).isEqualTo(80);
    }

    @Test
    void aPipeHasEightyColumns() {
        Terminal terminal = Terminal.ofProcess(Map.of("COLUMNS", "100"), "err", "100");

        assertThat(terminal.width()).isEqualTo(80);
        assertThat(terminal.errorWidth()).isEqualTo(100);
    }

    private static int width(String environment, String terminal) {
        return Terminal.ofProcess(Map.of("COLUMNS", environment), "out,err", terminal)
                .width();
    }
}
