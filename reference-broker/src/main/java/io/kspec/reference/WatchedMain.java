package io.kspec.reference;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The main class of a broker's process. It reads the standard input, whose other end belongs to the process that started
 * it. When that process ends, even if it is killed, the operating system closes the pipe; then this process halts and
 * another one removes its directory.
 */
final class WatchedMain {

    private WatchedMain() {}

    /** Takes the broker's directory, the main class to run, and the arguments for it. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        FileLock held = FileChannel.open(directory.resolve("held"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .lock();
        Thread watch = new Thread(() -> haltWithParent(directory, held), "kspec-parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    /**
     * Waits for the end of the standard input; never returns.
     *
     * @param held kept until this process ends, because {@link BrokerDirectory#sweep} removes directories without a lock
     */
    private static void haltWithParent(Path directory, FileLock held) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is sent; only the end of the stream matters.
            }
            ProcessHandle self = ProcessHandle.current();
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx16m",
                            "-XX:-UsePerfData",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            directory.resolve(BrokerDirectory.LAUNCHER).toString(),
                            "io.kspec.reference.DirectoryRemoval",
                            Long.toString(self.pid()),
                            directory.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.err.println(directory + " is left until the next start of a broker removes it: " + e);
        } finally {
            Reference.reachabilityFence(held);
            Runtime.getRuntime().halt(1);
        }
    }
}
