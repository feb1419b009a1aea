package io.kspec.reference;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process of a broker, which runs in the broker's directory. A shutdown hook kills the process and removes the directory
 * when this JVM ends; if this JVM is killed, {@link WatchedMain} does both.
 */
final class BrokerProcess implements AutoCloseable {

    private static final int DEATH_SECONDS = 10;
    /** Kafka itself gives up on an orderly shutdown sooner. */
    private static final int SHUTDOWN_SECONDS = 60;

    private final BrokerDirectory directory;
    private final List<Path> libraries;
    private final int heapMegabytes;
    private final Thread hook = new Thread(this::remove, "kspec-reference-broker-removal");
    private @Nullable Process current;
    private boolean closed;

    BrokerProcess(BrokerDirectory directory, List<Path> libraries, int heapMegabytes) {
        this.directory = directory;
        this.libraries = libraries;
        this.heapMegabytes = heapMegabytes;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    BrokerDirectory directory() {
        return directory;
    }

    /**
     * Starts the process, which formats the storage and then is the broker. Its output becomes the log in the directory.
     *
     * @param format the arguments of Kafka's format tool
     */
    synchronized Process start(List<String> format) throws IOException {
        if (closed) {
            throw new IOException("the broker was closed while it was starting");
        }
        String classPath = Stream.concat(Stream.of(directory.launcher()), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                // The broker does not live long enough to benefit from the C2 compiler, and needs less memory without
                // it.
                "-XX:TieredStopAtLevel=1",
                // The serial collector needs neither its own threads nor much memory.
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // Kafka's own classes need no verification, which takes a tenth of the time that they take to start.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-XX:ErrorFile=" + directory.root().resolve("jvm-error.log"),
                "-Djava.io.tmpdir=" + directory.temporary(),
                "-Djava.awt.headless=true",
                "-Dlog4j.configuration="
                        + directory.launcher().resolve("log4j.properties").toUri(),
                "-Dlog4j2.configurationFile="
                        + directory.launcher().resolve("log4j2.properties").toUri(),
                "-cp",
                classPath,
                WatchedMain.class.getName(),
                directory.root().toString(),
                directory.properties().toString()));
        command.addAll(format);
        current = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(directory.log().toFile()))
                .start();
        return current;
    }

    /** Asks the process to shut down, and waits for its end. The directory stays. */
    synchronized void stop() throws IOException, InterruptedException {
        if (current == null) {
            return;
        }
        // Process.destroy would close the standard input, too, which tells the process that this JVM has ended.
        current.toHandle().destroy();
        if (!current.waitFor(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("expected the broker to shut down within " + SHUTDOWN_SECONDS + " s, but it runs");
        }
        current.getOutputStream().close();
    }

    /** Kills the process and removes the directory. An orderly shutdown would only save data that nobody needs. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running or has run.
        }
        remove();
    }

    private synchronized void remove() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (current != null) {
                current.destroyForcibly();
                awaitDeath(current);
                current.getOutputStream().close();
            }
            directory.remove();
        } catch (IOException e) {
            System.getLogger(BrokerProcess.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "could not remove " + directory.root() + "; the next start of a broker will",
                            e);
        }
    }

    private static void awaitDeath(Process process) {
        boolean interrupted = false;
        try {
            process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
