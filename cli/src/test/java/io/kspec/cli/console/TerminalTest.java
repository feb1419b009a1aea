package io.kspec.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void onATerminalThereAreColours() {
        Terminal terminal = Terminal.ofProcess(Map.of("TERM", "xterm"), "out,err");

        assertThat(terminal.colours()).isEqualTo(Colours.ANSI);
        assertThat(terminal.errorColours()).isEqualTo(Colours.ANSI);
        assertThat(terminal.interactive()).isTrue();
    }

    @Test
    void inAPipeThereAreNone() {
        Terminal terminal = Terminal.ofProcess(Map.of("TERM", "xterm"), "err");

        assertThat(terminal.colours()).isEqualTo(Colours.NONE);
        assertThat(terminal.errorColours()).isEqualTo(Colours.ANSI);
    }

    @Test
    void noColorIsRespectedIfItSaysAnything() {
        assertThat(Terminal.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1"), "out,err")
                        .colours())
                .isEqualTo(Colours.NONE);
        assertThat(Terminal.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", ""), "out,err")
                        .colours())
                .isEqualTo(Colours.ANSI);
    }

    @Test
    void aDumbTerminalGetsPlainText() {
        assertThat(Terminal.ofProcess(Map.of("TERM", "dumb"), "out,err").colours())
                .isEqualTo(Colours.NONE);
        assertThat(Terminal.ofProcess(Map.of(), "out,err").colours()).isEqualTo(Colours.NONE);
    }
}
