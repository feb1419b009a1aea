package io.kspec.mock.script.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of keys is what the reader accepts. */
class StubKeysTest {
    static Stream<StubKey> keys() {
        return StubKeys.all().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyIsDescribedInASentenceAndHasAnExampleThatIsAccepted(StubKey key) {
        assertThat(key.description()).matches("[A-Z].*\\.");
        assertThat(StubKeys.names(key.section())).containsAll(key.needs());
        assertThatCode(() -> StubFile.parse("stubs.yaml", file(key))).doesNotThrowAnyException();
    }

    private static String file(StubKey key) {
        String entry = entry(key);
        return switch (key.section()) {
            case FILE -> key.name() + ": " + key.example();
            case STUB -> "stubs: [{" + entry + missing(key, "request") + missing(key, "response") + "}]";
            case REQUEST ->
                "stubs: [{request: {" + (key.name().equals("api") ? "" : "api: Fetch, ") + entry + "}, response: {}}]";
            case RESPONSE -> "stubs: [{request: {api: " + api(key) + "}, response: {" + entry + "}}]";
            case BYTE_CHANGE -> "stubs: [{request: {api: JoinGroup}, response: {bytes: [{" + entry + "}]}}]";
            case RECORD_CHANGE -> "stubs: [{request: {api: Fetch}, response: {records: [{" + entry + "}]}}]";
        };
    }

    private static String missing(StubKey key, String required) {
        return key.name().equals(required) ? "" : ", " + required + ": {}";
    }

    private static String api(StubKey key) {
        return key.name().equals("errorMessage") || key.name().equals("error") ? "Produce" : "Fetch";
    }

    /** The key with its example and the keys that it needs, or the first key that needs it. */
    private static String entry(StubKey key) {
        boolean companion = key.section() == StubSection.BYTE_CHANGE || key.section() == StubSection.RECORD_CHANGE;
        if (companion && key.needs().isEmpty() && key.type() != StubValueType.PATH) {
            StubKey user = StubKeys.of(key.section()).stream()
                    .filter(candidate -> candidate.needs().contains(key.name()))
                    .findFirst()
                    .orElse(key);
            if (user.equals(key) && key.name().equals("batch")) {
                return "wrongCrc: \"Responses[*].Partitions[*].Records\", batch: " + key.example();
            }
            return user.equals(key) ? key.name() + ": " + key.example() : entry(user);
        }
        return Stream.concat(Stream.of(key), key.needs().stream().map(needed -> StubKeys.of(key.section()).stream()
                        .filter(candidate -> candidate.name().equals(needed))
                        .findFirst()
                        .orElseThrow()))
                .map(each -> each.name() + ": " + each.example())
                .collect(Collectors.joining(", "));
    }

    @Test
    void everyKeyHasItsOwnName() {
        for (StubSection section : StubSection.values()) {
            assertThat(StubKeys.of(section)).extracting(StubKey::name).doesNotHaveDuplicates();
        }
    }
}
