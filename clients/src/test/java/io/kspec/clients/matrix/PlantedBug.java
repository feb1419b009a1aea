package io.kspec.clients.matrix;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.yaml.StubFile;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bug that is planted on a mock broker, and what a client says of it.
 *
 * @param client the client, as its rules name it
 * @param stub the request and the response of the stub that plants it, in YAML
 * @param prints what the client prints, with its placeholders
 */
record PlantedBug(String client, String stub, String prints) {
    static final String TOPIC = "planted";
    private static final Pattern PLACEHOLDER = Pattern.compile("%[a-z]+|\\.\\.\\.");

    /** Plants it on a broker. */
    void plant(MockBroker broker) throws IOException {
        StubFile.parse("planted", "stubs:\n  - " + stub + "\n").forEach(broker::stubFor);
    }

    /** What the client prints, as a pattern of which any text with any values has a part. */
    String pattern() {
        return PLACEHOLDER.splitAsStream(prints).map(PlantedBug::escaped).collect(Collectors.joining(".*"));
    }

    /** Escaped for the regular expressions of Java and Python. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\^$.|?*+()\\[\\]{}])", "\\\\$1");
    }

    /** What the rules say that the client prints or does, by the exchanges that a broker remembers. */
    Set<String> predicted(MockBroker broker) {
        return broker.journal().stream()
                .flatMap(entry -> entry.exchange(0).stream())
                .flatMap(exchange -> BrokenExchange.in(exchange).stream())
                .filter(broken -> broken.client().equals(client))
                .map(BrokenExchange::reaction)
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return client + ": " + prints + ", because of " + stub;
    }
}
