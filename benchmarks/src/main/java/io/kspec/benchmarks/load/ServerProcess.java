package io.kspec.benchmarks.load;

import io.kspec.mock.MockBroker;
import java.io.IOException;

/** The main class of a process with the mock broker or the echo. It prints its port, and ends with its standard input. */
final class ServerProcess {
    static final String MOCK = "mock";
    static final String ECHO = "echo";

    private ServerProcess() {}

    /**
     * Serves until the standard input ends.
     *
     * @param arguments {@value #MOCK} or {@value #ECHO}
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(MOCK)) {
            try (MockBroker mock = MockBroker.start()) {
                serve(mock.port());
            }
        } else {
            try (Echo echo = new Echo()) {
                serve(echo.port());
            }
        }
    }

    private static void serve(int port) throws IOException {
        System.out.println("ready 127.0.0.1:" + port);
        while (System.in.read() >= 0) {
            // Nothing is sent; only the end of the stream matters.
        }
    }
}
