package io.kspec.mock.cluster;

import static io.kspec.mock.Requests.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of features, and of the voters that depend on one of them. The errors were measured on Apache Kafka 4.3.1. */
class FeaturesAndVotersTest {
    private static final int UPGRADE = 1;
    private static final int SAFE_DOWNGRADE = 2;
    private static final UUID DIRECTORY = new UUID(7, 7);

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    FeaturesAndVotersTest() throws IOException {
        broker = MockBroker.start();
        client = new WireClient(broker);
    }

    private ErrorCode update(String feature, int level, int type) throws IOException {
        return error(client.ask(
                "UpdateFeatures",
                2,
                request -> request.add("FeatureUpdates", update -> update.set("Feature", feature)
                        .set("MaxVersionLevel", level)
                        .set("UpgradeType", type))));
    }

    private Message apiVersions() throws IOException {
        return client.ask("ApiVersions", 4, request -> request.set("ClientSoftwareName", "test")
                .set("ClientSoftwareVersion", "1"));
    }

    private ErrorCode add(int voterId, UUID directory, String listener) throws IOException {
        return error(client.ask("AddRaftVoter", 1, request -> request.set("ClusterId", null)
                .set("VoterId", voterId)
                .set("VoterDirectoryId", directory)
                .add("Listeners", entry -> entry.set("Name", listener))));
    }

    @ParameterizedTest
    @CsvSource({
        "share.version, 0, 2, NONE",
        "share.version, 0, 1, INVALID_UPDATE_VERSION",
        "share.version, 2, 1, INVALID_UPDATE_VERSION",
        "group.version, 1, 2, NONE",
        "metadata.version, 29, 2, INVALID_UPDATE_VERSION",
        "metadata.version, 30, 1, NONE",
        "kraft.version, 1, 1, NONE",
        "no.such, 0, 2, INVALID_UPDATE_VERSION"
    })
    void aFeatureCanBeUpdatedWhereKafkaAllowsIt(String feature, int level, int type, ErrorCode expected)
            throws IOException {
        assertThat(update(feature, level, type)).isEqualTo(expected);
    }

    @Test
    void aFeatureAtLevelZeroIsNotFinalized() throws IOException {
        assertThat(update("share.version", 0, SAFE_DOWNGRADE)).isEqualTo(ErrorCode.NONE);

        Message versions = apiVersions();
        assertThat(versions.getStructs("FinalizedFeatures"))
                .extracting(feature -> feature.getString("Name"))
                .contains("group.version")
                .doesNotContain("share.version");
        assertThat(versions.getLong("FinalizedFeaturesEpoch")).isEqualTo(1);
    }

    @Test
    void votersCannotBeChangedUnlessTheQuorumCan() throws IOException {
        assertThat(add(3, DIRECTORY, "CONTROLLER")).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(add(3, new UUID(0, 0), "CONTROLLER")).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(add(3, DIRECTORY, "PLAINTEXT")).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(remove("another", 1)).isEqualTo(ErrorCode.INCONSISTENT_CLUSTER_ID);
        assertThat(remove(broker.identity().clusterId(), 1)).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    }

    private ErrorCode remove(String clusterId, int voterId) throws IOException {
        return error(client.ask("RemoveRaftVoter", 0, request -> request.set("ClusterId", clusterId)
                .set("VoterId", voterId)
                .set("VoterDirectoryId", DIRECTORY)));
    }

    @Test
    void aQuorumThatCanChangeItsVotersKnowsThem() throws IOException {
        assertThat(update("kraft.version", 1, UPGRADE)).isEqualTo(ErrorCode.NONE);

        assertThat(add(1, DIRECTORY, "CONTROLLER")).isEqualTo(ErrorCode.DUPLICATE_VOTER);
        assertThat(add(3, DIRECTORY, "CONTROLLER")).isEqualTo(ErrorCode.REQUEST_TIMED_OUT);
        assertThat(remove(broker.identity().clusterId(), 1)).isEqualTo(ErrorCode.VOTER_NOT_FOUND);
        assertThat(update("kraft.version", 0, SAFE_DOWNGRADE)).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
    }
}
