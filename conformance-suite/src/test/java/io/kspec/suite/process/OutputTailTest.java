package io.kspec.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputTailTest {
    private static List<String> tail(String output) throws InterruptedException {
        OutputTail tail = OutputTail.of(new ByteArrayInputStream(output.getBytes(UTF_8)));
        tail.awaitEnd(Duration.ofSeconds(30));
        return tail.lines();
    }

    @Test
    void coloursAreLeftOut() throws Exception {
        assertThat(tail("\u001b[2m12:00\u001b[0m \u001b[38;5;9mERROR\u001b[m no leader\n\u001b[0m\n"))
                .containsExactly("12:00 ERROR no leader");
    }

    @Test
    void theLastLinesAreKept() throws Exception {
        String output =
                IntStream.range(0, 100).mapToObj(i -> "line " + i + "\r\n\n").reduce("", String::concat);

        assertThat(tail(output + "without an end"))
                .hasSize(31)
                .startsWith("line 70")
                .endsWith("line 99", "without an end");
    }
}
