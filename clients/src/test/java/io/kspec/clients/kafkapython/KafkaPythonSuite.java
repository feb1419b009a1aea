package io.kspec.clients.kafkapython;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
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
    private static final Pattern RESULT =
            Pattern.compile("test/integration/\\S+?::(\\S+) (PASSED|FAILED|SKIPPED|ERROR) .*");
    private static final int LIMIT_MINUTES = 10;

    /** The exit status if tests failed; another one than this and 0 means that they did not run. */
    private static final int SOME_FAILED = 1;

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
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH",
                        PACKAGES.toString(),
                        "KAFKA_URI",
                        "kafka://" + bootstrap,
                        "KAFKA_VERSION",
                        "4.3"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("the tests of kafka-python end")
                    .isTrue();
            assertThat(process.exitValue())
                    .as("the exit status of kafka-python's tests; see %s", log)
                    .isBetween(0, SOME_FAILED);
        } finally {
            process.destroyForcibly();
        }
        Map<String, String> results = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher result = RESULT.matcher(line);
            if (result.matches()) {
                results.put(result.group(1), result.group(2));
            }
        }
        return results;
    }

    static Path log(String broker) {
        return BUILT.resolve(broker + ".log");
    }
}
