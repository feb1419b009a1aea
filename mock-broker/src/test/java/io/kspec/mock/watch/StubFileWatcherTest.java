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
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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

    @Test
    void aChangeWhileTheFilesAreReadIsNotLost() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            // The broker's thread is held up, so that loading stops between reading the files and watching them.
            Future<?> blocker = threads.submit(() -> broker.cluster().call(cluster -> {
                held.countDown();
                return awaited(busy);
            }));
            assertThat(awaited(held)).isTrue();
            Future<StubFileWatcher> starting =
                    threads.submit(() -> StubFileWatcher.start(broker, List.of(one), SOON, reports::add));
            awaitLoading();

            Files.writeString(one, STUB.formatted("changed meanwhile"));
            busy.countDown();

            try (StubFileWatcher watcher = starting.get(20, TimeUnit.SECONDS)) {
                assertThat(report()).isEqualTo("reloaded 1 stub");
                assertThat(names()).containsExactly("changed meanwhile");
                assertThat(watcher).isNotNull();
            }
            assertThat(blocker.get(20, TimeUnit.SECONDS)).isEqualTo(true);
        } finally {
            busy.countDown();
            threads.shutdownNow();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Waits until a thread has read the files and passes the stubs to the broker. */
    private static void awaitLoading() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            boolean loading = Thread.getAllStackTraces().values().stream()
                    .flatMap(Stream::of)
                    .anyMatch(frame -> frame.getMethodName().equals("replaceStubs"));
            if (loading) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new AssertionError("no thread loads stubs");
    }

    @Test
    void withoutFilesNoThreadIsStarted() throws IOException {
        // Threads of tests before this one may still be ending.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (StubFileWatcher watcher = StubFileWatcher.start(broker, List.of(), SOON, reports::add)) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .doesNotContain("kspec-stubs");
            assertThat(watcher).isNotNull();
        }
    }
}
