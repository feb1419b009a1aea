package io.kspec.clients.kgo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.broker.PlayedTarget;
import io.kspec.clients.install.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tests of franz-go's package kgo, which are in its Go module: they produce, consume and transform 20,000 records each
 * through chains of groups, with every balancer and with transactions.
 *
 * <p>All of them are started. Those that need what a broker does not advertise, such as groups of KIP-848 or share groups, skip
 * themselves. They must not be skipped from outside: TestGroupETL and
 * TestTxnEtl acquire one of four permits for each test within them, and only that test gives it back.
 *
 * @param binary the compiled tests
 * @param folder the folder that they run in
 */
record KgoSuite(Path binary, Path folder) {
    private static final Path BUILT = Path.of("target", "drivers", "kgo").toAbsolutePath();
    private static final String PACKAGE = "github.com/twmb/franz-go/pkg/kgo";
    private static final Pattern RESULT = Pattern.compile("\\s*--- (PASS|FAIL|SKIP): (\\S+) .*");
    private static final int LIMIT_MINUTES = 20;

    /** The exit status if tests failed; another one than this and 0 means that tests did not end. */
    private static final int SOME_FAILED = 1;

    /** Compiles the tests. Skips the test if there is no Go. */
    static KgoSuite build() throws IOException, InterruptedException {
        Tool go = new Tool("go").required();
        Path module = Path.of("kgo").toAbsolutePath();
        Files.createDirectories(BUILT);
        Path binary = BUILT.resolve("kgo.test");
        go.run(module, BUILT.resolve("build.log"), "test", "-c", "-o", binary.toString(), PACKAGE);
        Path listed = BUILT.resolve("folder.txt");
        go.run(module, listed, "list", "-f", "{{.Dir}}", PACKAGE);
        return new KgoSuite(binary, Path.of(Files.readString(listed).strip()));
    }

    /**
     * Runs the tests.
     *
     * @param log gets what they print
     * @return PASS, FAIL or SKIP of each test, and of each test within a test
     */
    Map<String, String> run(PlayedTarget target, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(binary.toString(), "-test.v", "-test.timeout", LIMIT_MINUTES + "m")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KGO_SEEDS",
                        target.bootstrap(),
                        "KGO_TEST_RF",
                        "1",
                        "KGO_TEST_RECORDS",
                        "20000",
                        "KGO_LOG_LEVEL",
                        "none"));
        Map<String, String> secured = target.environment();
        String sasl = secured.getOrDefault("KSPEC_SASL", "");
        builder.environment()
                .putAll(Map.of(
                        "KGO_TEST_SCRAM_SEEDS",
                        sasl,
                        "KGO_TEST_SCRAM",
                        secured.get("KSPEC_USER") + ":" + secured.get("KSPEC_PASSWORD") + ":256",
                        "KGO_TEST_OAUTH_SEEDS",
                        sasl));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_MINUTES + 1, TimeUnit.MINUTES))
                    .as("the tests of kgo end")
                    .isTrue();
            assertThat(process.exitValue())
                    .as("the exit status of kgo's tests, of which some did not end if it is above 1; see %s", log)
                    .isBetween(0, SOME_FAILED);
        } finally {
            process.destroyForcibly();
        }
        Map<String, String> results = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher result = RESULT.matcher(line);
            if (result.matches()) {
                results.put(result.group(2), result.group(1));
            }
        }
        return results;
    }

    static Path log(String broker) {
        return BUILT.resolve(broker + ".log");
    }

    static Set<String> failed(Map<String, String> results) {
        return results.entrySet().stream()
                .filter(result -> result.getValue().equals("FAIL"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
