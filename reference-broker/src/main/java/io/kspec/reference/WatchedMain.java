package io.kspec.reference;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.ref.Reference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The main class of a broker's process: formats the storage, then runs the broker in the same JVM, which loads most classes
 * of both only once. It reads the standard input, whose other end belongs to the process that started it. When that process
 * ends, even if it is killed, the operating system closes the pipe; then this process halts and another one removes its
 * directory.
 */
final class WatchedMain {
    /** All of Kafka's tools exit through this class of kafka-clients. */
    private static final String EXIT = "org.apache.kafka.common.utils.Exit";

    private WatchedMain() {}

    /** Takes the broker's directory, the file of the broker's properties, and the arguments of Kafka's format tool. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        FileLock held = FileChannel.open(directory.resolve("held"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .lock();
        Thread watch = new Thread(() -> haltWithParent(directory, held), "kspec-parent-watch");
        watch.setDaemon(true);
        watch.start();
        format(Arrays.copyOfRange(arguments, 2, arguments.length));
        call("kafka.Kafka", "main", String[].class, new String[] {arguments[1]});
    }

    /** Runs the format tool. It ends with an exit, which returns from here if its status is 0. */
    private static void format(String[] arguments) throws Exception {
        Error formatted = new Error("the storage is formatted");
        AtomicBoolean formatting = new AtomicBoolean(true);
        Class<?> procedure = Class.forName(EXIT + "$Procedure");
        Object exit = Proxy.newProxyInstance(
                procedure.getClassLoader(), new Class<?>[] {procedure}, (proxy, method, values) -> {
                    if (values[1] != null) {
                        System.err.println(values[1]);
                    }
                    if (formatting.getAndSet(false) && values[0].equals(0)) {
                        throw formatted;
                    }
                    System.exit((Integer) values[0]);
                    return null;
                });
        call(EXIT, "setExitProcedure", procedure, exit);
        try {
            call("kafka.tools.StorageTool", "main", String[].class, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() != formatted) {
                throw e;
            }
        }
    }

    private static void call(String type, String method, Class<?> parameter, Object argument) throws Exception {
        Class.forName(type).getMethod(method, parameter).invoke(null, argument);
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
