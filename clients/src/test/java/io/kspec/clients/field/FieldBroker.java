package io.kspec.clients.field;

import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import io.kspec.suite.process.TargetCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A broker that others wrote, ready to be started.
 *
 * @param name its name
 * @param command starts it
 * @param logs the folder where the logs of its runs are kept
 * @param reviewed the causes that were reviewed
 */
record FieldBroker(String name, TargetCommand command, Path logs, List<ReviewedCause> reviewed) {
    /** Where brokers are installed and built. */
    private static final Path INSTALLED = Path.of("target", "field").toAbsolutePath();

    /** franz-go's kfake, built by Go. Skips the test if there is no Go. */
    static FieldBroker kfake() throws IOException, InterruptedException {
        Tool go = new Tool("go").required();
        Path host = Path.of("kfake").toAbsolutePath();
        Path binary = Files.createDirectories(INSTALLED).resolve("kfake");
        go.run(host, INSTALLED.resolve("kfake.log"), "build", "-o", binary.toString(), ".");
        return of("kfake", "exec " + quoted(binary) + " -port " + TargetCommand.PORT, host);
    }

    /** librdkafka's mock cluster, from the Python client. Skips the test if there is no Python, or no client for it. */
    static FieldBroker librdkafkaMock() throws IOException, InterruptedException {
        Path host = Path.of("librdkafka-mock").toAbsolutePath();
        Path packages = INSTALLED.resolve("librdkafka-mock");
        try {
            PythonPackages.install(host, packages);
        } catch (AssertionError missing) {
            Assumptions.abort("the Python client cannot be installed: " + missing.getMessage());
        }
        String command = "PYTHONPATH=" + quoted(packages) + " exec python3 " + quoted(host.resolve("mock.py")) + " "
                + TargetCommand.PORT;
        return of("librdkafka's mock cluster", command, host);
    }

    /** The log of one of its runs. */
    Path log(String run) throws IOException {
        return Files.createDirectories(logs).resolve(run + ".jsonl");
    }

    private static FieldBroker of(String name, String command, Path host) throws IOException {
        return new FieldBroker(
                name,
                TargetCommand.of(command, null, TargetCommand.DEFAULT_PATIENCE),
                INSTALLED.resolve(host.getFileName() + "-logs"),
                ReviewedCauses.read(host.resolve("causes.yaml")));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
