package io.kspec.clients.kafkapython;

import io.kspec.clients.install.OwnTests;
import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The integration tests of kafka-python's consumer, producer and admin client, which are in its source distribution. Its fixtures, which
 * start a Kafka that they expect on the disk, are replaced by one that names a broker that is running.
 *
 * @param folder the unpacked distribution
 */
record KafkaPythonSuite(Path folder) {
    private static final String VERSION = "3.0.12";
    private static final Path OURS = Path.of("kafka-python").toAbsolutePath();
    private static final Path BUILT =
            Path.of("target", "drivers", "kafka-python-suite").toAbsolutePath();
    private static final Path PACKAGES = BUILT.resolve("packages");
    private static final OwnTests TESTS = new OwnTests(
            "kafka-python",
            Pattern.compile("test/integration/\\S+?::(?<test>\\S+) (?<outcome>PASSED|FAILED|SKIPPED|ERROR) .*"),
            10);

    /** Unpacks the tests. Skips the test if there is no Python with pip. */
    static KafkaPythonSuite unpack() throws IOException, InterruptedException {
        PythonPackages.install(OURS, PACKAGES);
        String name = "kafka_python-" + VERSION;
        Path folder = BUILT.resolve(name);
        if (!Files.exists(folder)) {
            Tool python = new Tool("python3").required();
            Path log = BUILT.resolve("unpack.log");
            python.run(
                    BUILT,
                    log,
                    "-m",
                    "pip",
                    "download",
                    "--no-deps",
                    "--no-binary",
                    "kafka-python",
                    "kafka-python==" + VERSION);
            python.run(BUILT, log, "-m", "tarfile", "--extract", name + ".tar.gz", BUILT.toString());
        }
        Path tests = folder.resolve("test");
        Files.writeString(tests.resolve("__init__.py"), "");
        Files.copy(
                OURS.resolve("fixtures.py"),
                tests.resolve("integration").resolve("fixtures.py"),
                StandardCopyOption.REPLACE_EXISTING);
        return new KafkaPythonSuite(folder);
    }

    /**
     * Runs the tests.
     *
     * @param log gets what they print
     * @return PASSED, FAILED, SKIPPED or ERROR of each test
     */
    Map<String, String> run(String bootstrap, Path log) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("python3", "-m", "pytest", "-v", "--timeout=60", "-o", "log_level=WARNING"),
                        Stream.of("admin", "consumer", "producer")
                                .map(client -> "test/integration/test_" + client + "_integration.py"))
                .toList();
        return TESTS.run(
                command,
                folder,
                Map.of("PYTHONPATH", PACKAGES.toString(), "KAFKA_URI", "kafka://" + bootstrap, "KAFKA_VERSION", "4.3"),
                log);
    }

    static Path log(String broker) {
        return BUILT.resolve(broker + ".log");
    }
}
