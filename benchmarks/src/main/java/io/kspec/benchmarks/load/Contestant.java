package io.kspec.benchmarks.load;

import io.kspec.benchmarks.OwnProcess;
import io.kspec.reference.ReferenceBroker;
import io.kspec.stage.net.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own.
 *
 * @param name what the table calls it
 * @param closing ends the process
 */
record Contestant(String name, Target target, ProcessHandle process, Runnable closing) implements AutoCloseable {
    static final String MOCK = "mock";
    static final String ECHO = "echo";

    private static final String READY = "ready ";
    private static final int HEAP_MEGABYTES = 1024;
    private static final int SEGMENT_BYTES = 32 << 20;
    private static final int SECONDS_TO_END = 10;

    /** The mock broker with its default settings. */
    static Contestant mock() throws IOException {
        return child(MOCK, OwnProcess.of(ServerProcess.class, ServerProcess.MOCK));
    }

    /** The echo. */
    static Contestant echo() throws IOException {
        return child(ECHO, OwnProcess.of(ServerProcess.class, ServerProcess.ECHO));
    }

    /**
     * Apache Kafka, with the heap of its own start script. So that it can be loaded for minutes, it keeps only the newest
     * records.
     */
    static Contestant kafka(String release) {
        ReferenceBroker broker = ReferenceBroker.of(release)
                .heap(HEAP_MEGABYTES)
                .property("log.segment.bytes", Integer.toString(SEGMENT_BYTES))
                .property("log.retention.bytes", Integer.toString(4 * SEGMENT_BYTES))
                .property("log.retention.check.interval.ms", "500")
                .property("log.segment.delete.delay.ms", "0")
                .start();
        return new Contestant(
                "Apache Kafka " + release,
                new Target(broker.host(), broker.port()),
                ProcessHandle.of(broker.pid()).orElseThrow(),
                broker::close);
    }

    /** A program that prints {@code ready HOST:PORT} and ends with its standard input or on SIGTERM. */
    static Contestant child(String name, ProcessBuilder command) throws IOException {
        Process process = command.redirectError(Redirect.INHERIT).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException(name + ": expected a line that begins with \"" + READY + "\", found " + line);
        }
        return new Contestant(
                name, Target.parse(line.substring(READY.length())), process.toHandle(), () -> end(process));
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The processor time that the process has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isEcho() {
        return name.equals(ECHO);
    }

    @Override
    public void close() {
        closing.run();
    }
}
