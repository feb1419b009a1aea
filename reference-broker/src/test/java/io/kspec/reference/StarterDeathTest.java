package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker and its data disappear with the JVM that started it, even if that JVM is killed. */
@Tag("broker")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StarterDeathTest {

    private static final long LIMIT_SECONDS = 30;

    private final Path temporary;

    /** Killed after each test, in case they did not end by themselves. */
    private final List<ProcessHandle> orphans = new ArrayList<>();

    private Process starter;

    StarterDeathTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void startTheStarter() throws Exception {
        String release = ReferenceReleases.newest();
        // Fetch the jars before anything is timed.
        KafkaLibraries.fetch(release);
        starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Stream.of(location(ReferenceBroker.class), location(Starter.class))
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        Starter.class.getName(),
                        release,
                        temporary.toString())
                .redirectError(Redirect.INHERIT)
                .start();
    }

    @AfterEach
    void leaveNoProcess() {
        starter.descendants().forEach(ProcessHandle::destroyForcibly);
        starter.destroyForcibly();
        orphans.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aBrokerEndsWhenItsStarterIsKilled() throws Exception {
        ProcessHandle broker = broker();
        starter.destroyForcibly();
        assertThat(broker.onExit()).succeedsWithin(Duration.ofSeconds(LIMIT_SECONDS));
        awaitUnder(temporary, StandardWatchEventKinds.ENTRY_DELETE, () -> children(temporary)
                .isEmpty());
    }

    @Test
    void aBrokerEndsWithAStarterThatDidNotCloseIt() throws Exception {
        ProcessHandle broker = broker();
        starter.getOutputStream().close();
        assertThat(starter.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(broker.isAlive()).isFalse();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aBrokerThatIsNotReadyYetEndsWhenItsStarterIsKilled() throws Exception {
        awaitUnder(temporary, StandardWatchEventKinds.ENTRY_CREATE, () -> !children(temporary)
                .isEmpty());
        Path directory = children(temporary).get(0);
        awaitUnder(directory, StandardWatchEventKinds.ENTRY_CREATE, () -> Files.exists(directory.resolve("held")));
        List<ProcessHandle> starting = starter.descendants().toList();
        orphans.addAll(starting);
        assertThat(starting).hasSize(1);
        starter.destroyForcibly();
        assertThat(starting.get(0).onExit()).succeedsWithin(Duration.ofSeconds(LIMIT_SECONDS));
        awaitUnder(temporary, StandardWatchEventKinds.ENTRY_DELETE, () -> children(temporary)
                .isEmpty());
    }

    private ProcessHandle broker() throws IOException {
        BufferedReader said = starter.inputReader();
        String pid = said.readLine();
        assertThat(pid).as("the pid of a broker that is ready").isNotNull();
        ProcessHandle broker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        orphans.add(broker);
        assertThat(broker.isAlive()).isTrue();
        assertThat(temporary).isNotEmptyDirectory();
        return broker;
    }

    /** Waits until a condition on the content of a directory is met. */
    private static void awaitUnder(Path directory, WatchEvent.Kind<?> kind, BooleanSupplier condition)
            throws IOException, InterruptedException {
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            WatchKey key = directory.register(watch, kind);
            while (!condition.getAsBoolean()) {
                assertThat(watch.poll(LIMIT_SECONDS, TimeUnit.SECONDS))
                        .as("a change in %s, which contains %s", directory, children(directory))
                        .isNotNull();
                key.reset();
            }
        }
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<Path> children(Path directory) {
        try (var list = Files.list(directory)) {
            return list.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
