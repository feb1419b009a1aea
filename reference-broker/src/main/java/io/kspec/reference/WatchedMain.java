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
 * What a broker's process runs first. It reads the standard input, whose other end the starting process holds: when that
 * process ends, in whatever way, the operating system closes the pipe, and this one halts and has its directory removed.
 */
final class WatchedMain {

    private WatchedMain() {}

    /** The broker's directory, then the class whose main is wanted, then its arguments. */
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
     * Never returns.
     *
     * @param held for as long as the process lives; {@link BrokerDirectory#sweep} removes directories that nobody holds
     */
    private static void haltWithParent(Path directory, FileLock held) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said here; only the end counts.
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
            System.err.println(directory + " stays until a later start sweeps it: " + e);
        } finally {
            Reference.reachabilityFence(held);
            Runtime.getRuntime().halt(1);
        }
    }
}
