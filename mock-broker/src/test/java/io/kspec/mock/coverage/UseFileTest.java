package io.kspec.mock.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UseFileTest {
    @TempDir
    private Path folder = Path.of("");

    private static VersionSet versions(Integer... versions) {
        return VersionSet.of(List.of(versions));
    }

    @Test
    void versionsAreWrittenAsRanges() {
        assertThat(versions(7, 0, 1, 2, 9)).hasToString("0-2,7,9");
        assertThat(VersionSet.parse("0-2,7,9")).isEqualTo(versions(7, 0, 1, 2, 9));
    }

    @Test
    void whatABrokerAnswersIsRecorded() throws IOException {
        try (MockBroker broker = MockBroker.start();
                WireClient client = new WireClient(broker)) {
            ApiUse use = ApiUse.of(broker);

            client.ask("ApiVersions", 0, request -> {});
            client.ask("ApiVersions", 3, request -> request.set("ClientSoftwareName", "a")
                    .set("ClientSoftwareVersion", "1"));
            client.ask("ListGroups", 2, request -> {});

            assertThat(use.byApi()).isEqualTo(Map.of("ApiVersions", versions(0, 3), "ListGroups", versions(2)));
        }
    }

    @Test
    void aRunThatExercisesOtherVersionsThanTheFileSaysFails() throws IOException {
        Path path = folder.resolve("walked.txt");
        Files.write(path, List.of("a Fetch 4-6", "ab Fetch 17"));
        UseFile file = new UseFile(path);
        ApiUse use = new ApiUse();
        use.add("Fetch", versions(4, 5));
        assertThatThrownBy(() -> file.verify("a", use)).hasMessageContaining("what a exercised");
        assertThatCode(() -> file.verifyWithin("a", use)).doesNotThrowAnyException();

        use.add("Fetch", versions(6));

        assertThatCode(() -> file.verify("a", use)).doesNotThrowAnyException();
        assertThat(file.read())
                .isEqualTo(Map.of("a", Map.of("Fetch", versions(4, 5, 6)), "ab", Map.of("Fetch", versions(17))));

        use.add("Fetch", versions(7));
        assertThatThrownBy(() -> file.verifyWithin("a", use)).hasMessageContaining("what a exercised");
    }
}
