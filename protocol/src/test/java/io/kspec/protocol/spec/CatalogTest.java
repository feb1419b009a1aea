package io.kspec.protocol.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Pins the totals of all definitions, so that a new Kafka release shows what it adds. */
class CatalogTest {
    private final Catalog catalog = Catalog.standard();

    @Test
    void thereAre95KeysAnd368Pairs() {
        assertThat(catalog.apis()).hasSize(95);
        assertThat(pairs(api -> true)).isEqualTo(368);
    }

    @Test
    void ofThem79KeysAnd316PairsAreOnTheBrokerListener() {
        assertThat(catalog.apis().stream().filter(ApiSpec::onBrokerListener)).hasSize(79);
        assertThat(pairs(ApiSpec::onBrokerListener)).isEqualTo(316);
    }

    /**
     * Counted by name rather than key, there is one more API with one more pair, 96 and 369 (80 and 317 on the broker
     * listener): key 74 was ListClientMetricsResources v0 and became ListConfigResources v0 and v1.
     */
    @Test
    void oneKeyHasTwoNames() {
        assertThat(catalog.apis().stream().filter(api -> api.names().size() > 1))
                .singleElement()
                .satisfies(api -> {
                    assertThat(api.key()).isEqualTo(74);
                    assertThat(api.names()).containsExactly("ListClientMetricsResources", "ListConfigResources");
                    assertThat(api.onBrokerListener()).isTrue();
                });
        assertThat(catalog.apis().stream().mapToInt(api -> api.names().size()).sum())
                .isEqualTo(96);
    }

    @Test
    void everyPairIsDefinedByTheNewestReleaseThatHasIt() {
        assertThat(catalog.releases())
                .containsExactly(System.getProperty("kafka.newest"), System.getProperty("kafka.oldest"));
        ApiSpec produce = catalog.api("Produce");
        assertThat(produce.request(2).release()).isEqualTo(catalog.releases().get(1));
        assertThat(produce.request(3).release()).isEqualTo(catalog.releases().get(0));
    }

    @Test
    void aRenamedApiIsDefinedByTheNewestReleaseToo() {
        ApiSpec api = catalog.api("ListClientMetricsResources");
        assertThat(api).isSameAs(catalog.api("ListConfigResources"));
        assertThat(api.response(0).release()).isEqualTo(catalog.releases().get(0));
        assertThat(api.response(0).struct().has("ConfigResources")).isTrue();
    }

    @Test
    void tagsOfOtherVersionsHaveTheNamesOfTheirFields() {
        ApiSpec fetch = catalog.api("Fetch");
        assertThat(fetch.request(12).struct().tagsOfOtherVersions()).containsExactly(Map.entry(1, "ReplicaState"));
        assertThat(fetch.request(15).struct().tagsOfOtherVersions()).isEmpty();
    }

    @Test
    void anUnknownApiIsRejectedWithTheKnownNames() {
        assertThat(catalog.find("Fetsch")).isEmpty();
        assertThat(catalog.find(-1)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.api("Fetsch"))
                .withMessageStartingWith("no API named Fetsch; expected one of [AddOffsetsToTxn, ")
                .withMessageContaining(", Fetch, ");
    }

    @Test
    void aVersionThatNoReleaseHasIsRejectedWithTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.api("Heartbeat").request(5))
                .withMessage("Heartbeat v5: expected a version within 0-4, found 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.data("EndTxnMarker", 9))
                .withMessage("no release of " + catalog.releases() + " defines EndTxnMarker v9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.dataVersions("Nothing"))
                .withMessage("no message named Nothing");
    }

    @Test
    void dataMessagesAreNotRequestsResponsesOrHeaders() {
        assertThat(catalog.dataNames())
                .hasSize(65)
                .contains("ConsumerProtocolSubscription", "ConsumerProtocolAssignment", "EndTxnMarker", "AbortedTxn")
                .contains("OffsetCommitKey", "OffsetCommitValue", "GroupMetadataValue", "TransactionLogValue")
                .contains("ConnectProtocolMetadata", "ConnectProtocolAssignment")
                .contains("ConsumerGroupMemberMetadataValue", "StreamsGroupTopologyValue", "ShareSnapshotValue");
        assertThat(catalog.dataVersions("ConsumerProtocolSubscription")).hasToString("0-3");
    }

    /** The keys of coordinators' records start with the kind of the record; releases define it as a version or a key. */
    @Test
    void aKeyOfACoordinatorHasItsKindAsItsVersion() {
        assertThat(catalog.dataVersions("ConsumerGroupMemberMetadataKey")).hasToString("5");
        assertThat(catalog.dataVersions("StreamsGroupTopologyKey")).hasToString("23");
        assertThat(catalog.dataVersions("OffsetCommitKey")).hasToString("0-1");
        assertThat(catalog.data("StreamsGroupTopologyKey", 23).struct().has("GroupId"))
                .isTrue();
    }

    @Test
    void headersFollowTheFlexibilityOfTheBody() {
        assertThat(headers("OffsetFetch", 5)).containsExactly(1, 0);
        assertThat(headers("OffsetFetch", 6)).containsExactly(2, 1);
        assertThat(headers("ApiVersions", 2)).containsExactly(1, 0);
        assertThat(headers("ApiVersions", 3)).containsExactly(2, 0);
        assertThat(headers("ControlledShutdown", 0)).containsExactly(0, 0);
        assertThat(headers("ControlledShutdown", 1)).containsExactly(1, 0);
    }

    private List<Integer> headers(String api, int version) {
        ApiSpec spec = catalog.api(api);
        return List.of(
                spec.requestHeader(version).version(),
                spec.responseHeader(version).version());
    }

    private int pairs(Predicate<ApiSpec> chosen) {
        return catalog.apis().stream()
                .filter(chosen)
                .mapToInt(api -> api.versions().highest() - api.versions().lowest() + 1)
                .sum();
    }
}
