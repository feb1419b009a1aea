package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a broker of a cluster is told of its place in it. */
class ServerPropertiesTest {
    private static final ClusterMembership FIRST = new ClusterMembership(1, "id", 20_001);

    @Test
    void theFirstNodeIsTheController() {
        assertThat(properties(FIRST))
                .containsEntry("process.roles", "broker,controller")
                .containsEntry("node.id", "1")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:20001")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:20000,CONTROLLER://127.0.0.1:20001")
                .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:20000");
    }

    @Test
    void theOthersAreBrokersThatVoteForIt() {
        assertThat(properties(FIRST.withNodeId(3)))
                .containsEntry("process.roles", "broker")
                .containsEntry("node.id", "3")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:20001")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:20000");
    }

    private static Map<String, String> properties(ClusterMembership member) {
        return ServerProperties.of(KafkaRelease.of("4.3.1"), 20_000, member, List.of(), Path.of("data"), Map.of());
    }
}
