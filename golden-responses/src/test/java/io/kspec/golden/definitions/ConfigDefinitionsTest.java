package io.kspec.golden.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.message.Message;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The configurations that the mock broker has are those of the newest reference release. With {@code
 * -Dkspec.configs.write=true} this test records them again.
 */
@Tag("broker")
class ConfigDefinitionsTest {
    private static final Path FILE = Path.of(
            "..", "mock-broker", "src", "main", "resources", "io", "kspec", "mock", "config", "definitions.txt");
    private static final int NODE = 1;

    @Test
    void theMockHasTheConfigurationsOfTheNewestRelease() throws IOException, ReflectiveOperationException {
        String recorded = record(ReferenceReleases.newest());
        if (Boolean.getBoolean("kspec.configs.write")) {
            Files.writeString(FILE, recorded);
        }
        assertThat(Files.readString(FILE))
                .as("run this test with -Dkspec.configs.write=true to record the file again")
                .isEqualTo(recorded);
    }

    private static String record(String release) throws IOException, ReflectiveOperationException {
        try (ReferenceBroker broker = ReferenceBroker.start(release);
                Stage stage = Stage.on(new Target(broker.host(), broker.port())).open();
                ReleaseClasses classes = ReleaseClasses.of(release)) {
            DefinitionsText text = new DefinitionsText(release);
            stage.role("client").ask(TopicRequests.create(10_000, NewTopic.of("t", 1)), 4);
            text.add(
                    "topic",
                    describe(stage, ConfigRequests.TOPIC, "t"),
                    classes.topic(),
                    classes.topicSynonyms(),
                    Map.of());
            text.add(
                    "broker",
                    describe(stage, ConfigRequests.BROKER, Integer.toString(NODE)),
                    classes.broker(),
                    classes.brokerSynonyms(),
                    classes.updateModes());
            text.add("group", describe(stage, ConfigRequests.GROUP, "g"), classes.group(), Map.of(), Map.of());
            text.add(
                    "client-metrics",
                    describe(stage, ConfigRequests.CLIENT_METRICS, "m"),
                    classes.clientMetrics(),
                    Map.of(),
                    Map.of());
            return text.toString();
        }
    }

    private static Map<String, Message> describe(Stage stage, int type, String name) {
        ClientRequest request = ConfigRequests.describeFully(type, name, null);
        Message result =
                stage.role("client").ask(request, 4).getStructs("Results").get(0);
        assertThat(result.getShort("ErrorCode")).as("%s", result).isZero();
        Map<String, Message> byName = new TreeMap<>();
        List<Message> configs = result.getStructs("Configs");
        configs.forEach(config -> byName.put(config.getString("Name"), config));
        return byName;
    }
}
