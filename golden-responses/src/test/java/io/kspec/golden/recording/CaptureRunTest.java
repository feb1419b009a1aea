package io.kspec.golden.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Provenance;
import io.kspec.mock.MockBroker;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Target;
import io.kspec.stage.requests.ConfigRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture leaves the brokers that it is taken from as they were. */
class CaptureRunTest {
    private static final int BROKERS = 3;

    @Test
    void changesOfBrokersAreOnlyChecked(@TempDir Path folder) throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            capture(broker, folder, List.of("AlterConfigs", "IncrementalAlterConfigs"));

            List<Message> changes = requests(broker, List.of("AlterConfigs", "IncrementalAlterConfigs")).stream()
                    .filter(request -> request.getStructs("Resources").stream()
                            .anyMatch(resource -> resource.getInt("ResourceType") != ConfigRequests.TOPIC))
                    .toList();
            assertThat(changes).isNotEmpty().allMatch(request -> request.getBoolean("ValidateOnly"));
        }
    }

    @Test
    void noRegisteredBrokerIsUnregistered(@TempDir Path folder) throws IOException {
        try (MockBroker broker = MockBroker.builder().brokers(BROKERS).start()) {
            capture(broker, folder, List.of("UnregisterBroker"));

            assertThat(requests(broker, List.of("UnregisterBroker")))
                    .isNotEmpty()
                    .noneMatch(request -> request.getInt("BrokerId") >= 0 && request.getInt("BrokerId") <= BROKERS);
        }
    }

    private static List<Message> requests(MockBroker broker, List<String> apis) {
        return broker.journal().stream()
                .filter(entry ->
                        entry.api() != null && apis.contains(entry.api().name()))
                .flatMap(entry -> entry.decodedRequest().stream())
                .toList();
    }

    private static void capture(MockBroker broker, Path folder, List<String> apis) {
        Provenance provenance = new Provenance("Mock", "test", LocalDate.EPOCH, "0.1", new TreeMap<>());
        new CaptureRun(new Target(broker.host(), broker.port()))
                .record(apis, new CaptureFolder(folder, provenance, line -> {}));
    }
}
