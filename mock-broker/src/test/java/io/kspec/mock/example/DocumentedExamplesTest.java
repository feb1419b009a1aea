package io.kspec.mock.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.AdminServer;
import io.kspec.mock.admin.AdminSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in Javadoc and docs/mock.md are code that is compiled and tested, or calls that the admin API accepts. */
class DocumentedExamplesTest {
    private static final Path EXAMPLES = Path.of("src/test/java/io/kspec/mock/example");
    private static final Path PAGE = Path.of("../docs/mock.md");
    private static final List<String> DOCUMENTED = List.of(
            "MockBroker", "MockRecorder", "admin/AdminServer", "junit/WithMockBroker", "junit/MockBrokerExtension");

    private static final Pattern JAVADOC = Pattern.compile("(?s)<pre>\\{@code\\n(.*?) \\* }</pre>");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern CURL =
            Pattern.compile("(?m)^curl (?:-X (\\w+) )?\\$ADMIN(\\S+)(?: -d '([^']+)')?(?: > .*)?$");

    /** Code without white space, so that it can be found in code that is formatted otherwise. */
    private static String bare(String code) {
        return code.replaceAll("\\s+", "");
    }

    static Stream<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        for (String type : DOCUMENTED) {
            String source = Files.readString(Path.of("src/main/java/io/kspec/mock/" + type + ".java"));
            List<String> found = JAVADOC.matcher(source)
                    .results()
                    .map(block -> block.group(1).replaceAll("(?m)^ \\* ?", ""))
                    .toList();
            assertThat(found).as(type).isNotEmpty();
            examples.addAll(found);
        }
        JAVA.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .forEach(examples::add);
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleInJavaIsPartOfATest(String example) throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                tests.append(bare(Files.readString(file))).append('\n');
            }
        }

        // The last brace of a class can be further away in the test than in the example.
        assertThat(tests.toString()).contains(bare(example).replaceAll("}$", ""));
    }

    @Test
    void everyCallOfTheAdminApiIsAccepted() throws IOException, InterruptedException {
        List<MatchResult> calls = CURL.matcher(Files.readString(PAGE)).results().toList();
        assertThat(calls).hasSizeGreaterThan(9);

        try (MockBroker broker = MockBroker.builder().topic("orders", 3).start();
                MockBroker recorded = MockBroker.start();
                AdminServer admin = AdminServer.start(broker, AdminSettings.DEFAULTS)) {
            for (MatchResult call : calls) {
                String method = call.group(1) == null ? "GET" : call.group(1);
                String body = call.group(3) == null ? "" : call.group(3);
                // Nobody produces here, so that the wait for two requests can only fail.
                int expected = call.group(2).equals("/requests/verify") ? 422 : 200;
                HttpRequest request = HttpRequest.newBuilder(URI.create(admin.url() + call.group(2)))
                        .method(
                                method,
                                BodyPublishers.ofString(
                                        body.replace("5s", "5ms").replace("localhost:9092", recorded.bootstrap())))
                        .build();
                HttpResponse<String> response =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(response.statusCode() == 201 ? 200 : response.statusCode())
                        .as(call.group() + ": " + response.body())
                        .isEqualTo(expected);
            }
        }
    }
}
