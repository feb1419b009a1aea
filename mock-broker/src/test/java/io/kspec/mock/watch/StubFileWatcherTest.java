package io.kspec.mock.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.yaml.StubFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubFileWatcherTest {
    private static final String STUB =
            """
            stubs:
              - name: %s
                request: {api: Heartbeat}
                response: {ending: silence}
            """;
    private static final Duration SOON = Duration.ofMillis(10);

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder = Path.of("");

    private MockBroker broker;
    private Path one;
    private Path two;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.start();
        one = Files.writeString(folder.resolve("one.yaml"), STUB.formatted("first"));
        two = Files.writeString(folder.resolve("two.yaml"), STUB.formatted("second"));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private List<String> names() {
        return broker.stubs().stream().map(Stub::name).toList();
    }

    private String report() throws InterruptedException {
        return String.valueOf(reports.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void changedFilesAreReloadedAndOtherStubsStay() throws Exception {
        try (StubFileWatcher watcher = StubFileWatcher.start(broker, List.of(one, two), SOON, reports::add)) {
            assertThat(names()).containsExactly("second", "first");
            broker.stubFor(RequestPattern.anyRequest()
                    .willReturn(ResponseDefinition.silence())
                    .named("java"));

            Files.writeString(one, STUB.formatted("first, changed"));

            assertThat(report()).isEqualTo("reloaded 2 stubs");
            assertThat(names()).containsExactly("second", "first, changed", "java");
            assertThat(watcher).isNotNull();
        }
    }

    @Test
    void aBrokenFileKeepsTheStubsAndSaysWhy() throws Exception {
        try (StubFileWatcher watcher = StubFileWatcher.start(broker, List.of(one, two), SOON, reports::add)) {
            Files.writeString(two, "stubs: 3\n");

            assertThat(report()).startsWith("stubs not reloaded: ").contains("two.yaml:1:8: expected ");
            assertThat(names()).containsExactly("second", "first");

            Files.delete(two);
            assertThat(report()).isEqualTo("stubs not reloaded: cannot read " + two);
            assertThat(names()).containsExactly("second", "first");

            Files.writeString(two, "stubs: []\n");
            assertThat(report()).isEqualTo("reloaded 1 stub");
            assertThat(names()).containsExactly("first");
            assertThat(watcher).isNotNull();
        }
    }

    @Test
    void filesThatAreBrokenFromTheStartAreRefused() throws IOException {
        Files.writeString(two, "stubs: 3\n");

        assertThatExceptionOfType(StubFileException.class)
                .isThrownBy(() -> StubFileWatcher.start(broker, List.of(one, two), SOON, reports::add));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(
                        () -> StubFileWatcher.start(broker, List.of(folder.resolve("none.yaml")), SOON, reports::add));
        assertThat(broker.stubs()).isEmpty();
    }
}
