package io.kspec.clients.kgo;

import io.kspec.clients.broker.PlayedTarget;
import io.kspec.clients.install.OwnTests;
import io.kspec.clients.install.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    private static final int LIMIT_MINUTES = 20;
    private static final OwnTests TESTS = new OwnTests(
            "kgo", Pattern.compile("\\s*--- (?<outcome>PASS|FAIL|SKIP): (?<test>\\S+) .*"), LIMIT_MINUTES + 1);

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
        Map<String, String> secured = target.environment();
        String sasl = secured.getOrDefault("KSPEC_SASL", "");
        return TESTS.run(
                List.of(binary.toString(), "-test.v", "-test.timeout", LIMIT_MINUTES + "m"),
                folder,
                Map.of(
                        "KGO_SEEDS",
                        target.bootstrap(),
                        "KGO_TEST_RF",
                        "1",
                        "KGO_TEST_RECORDS",
                        "20000",
                        "KGO_LOG_LEVEL",
                        "none",
                        "KGO_TEST_SCRAM_SEEDS",
                        sasl,
                        "KGO_TEST_SCRAM",
                        secured.get("KSPEC_USER") + ":" + secured.get("KSPEC_PASSWORD") + ":256",
                        "KGO_TEST_OAUTH_SEEDS",
                        sasl),
                log);
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
