package io.kspec.recorder.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.recorder.WireClient;
import io.kspec.stage.net.Target;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AddressFieldsTest {
    private static final Function<Target, Optional<Target>> PROXY =
            broker -> broker.host().equals("unknown")
                    ? Optional.empty()
                    : Optional.of(new Target("proxy.example", 20_000 + broker.port() % 10));

    @Test
    void theDefinitionsSayWhichResponsesNameBrokers() {
        assertThat(Catalog.standard().apis().stream()
                        .filter(AddressFields::mayBeIn)
                        .map(ApiSpec::name))
                .containsExactlyInAnyOrder(
                        "Produce",
                        "Fetch",
                        "Metadata",
                        "FindCoordinator",
                        "DescribeCluster",
                        "ShareFetch",
                        "ShareAcknowledge");
    }

    private static Message replaced(String name, int version, Bytes frame) {
        ApiSpec api = Catalog.standard().api(name);
        return Frames.decodeResponse(api, version, AddressFields.replace(api, version, frame, PROXY));
    }

    @Test
    void brokersOfMetadataAreReplacedAndNothingElse() {
        Bytes frame = WireClient.response("Metadata", 12, 7, body -> body.set("ClusterId", "c")
                .add("Brokers", broker -> broker.set("NodeId", 1)
                        .set("Host", "broker-1")
                        .set("Port", 9092)
                        .set("Rack", "r"))
                .add(
                        "Brokers",
                        broker -> broker.set("NodeId", 2).set("Host", "unknown").set("Port", 9093)));
        Message before = Frames.decodeResponse(Catalog.standard().api("Metadata"), 12, frame);

        Message after = replaced("Metadata", 12, frame);

        Message first = after.getStructs("Brokers").get(0);
        assertThat(first.getString("Host")).isEqualTo("proxy.example");
        assertThat(first.getInt("Port")).isEqualTo(20_002);
        assertThat(after.with("Brokers", before.get("Brokers"))).isEqualTo(before);
        assertThat(first.with("Host", "broker-1").with("Port", 9092))
                .isEqualTo(before.getStructs("Brokers").get(0));
        assertThat(after.getStructs("Brokers").get(1))
                .isEqualTo(before.getStructs("Brokers").get(1));
    }

    @Test
    void coordinatorsAreReplacedAtTheTopAndInLists() {
        Bytes old = WireClient.response("FindCoordinator", 1, 7, body -> body.set("NodeId", 1)
                .set("Host", "broker-1")
                .set("Port", 9092));
        Bytes list = WireClient.response(
                "FindCoordinator",
                4,
                7,
                body -> body.add("Coordinators", coordinator -> coordinator
                        .set("Key", "g")
                        .set("NodeId", 1)
                        .set("Host", "broker-1")
                        .set("Port", 9092)));

        assertThat(replaced("FindCoordinator", 1, old).getString("Host")).isEqualTo("proxy.example");
        assertThat(replaced("FindCoordinator", 4, list)
                        .getStructs("Coordinators")
                        .get(0)
                        .getInt("Port"))
                .isEqualTo(20_002);
    }

    @Test
    void theNewLeadersThatFetchNamesAreReplaced() {
        Bytes frame = WireClient.response(
                "Fetch",
                16,
                7,
                body -> body.add(
                        "NodeEndpoints",
                        node -> node.set("NodeId", 1).set("Host", "broker-1").set("Port", 9092)));

        assertThat(replaced("Fetch", 16, frame)
                        .getStructs("NodeEndpoints")
                        .get(0)
                        .getString("Host"))
                .isEqualTo("proxy.example");
    }

    @Test
    void aResponseWithoutAddressesIsTheSameObject() {
        Bytes fetch = WireClient.response("Fetch", 16, 7, body -> {});
        Bytes missing = WireClient.response("FindCoordinator", 1, 7, body -> body.set("NodeId", -1)
                .set("Host", "")
                .set("Port", -1));

        assertThat(AddressFields.replace(Catalog.standard().api("Fetch"), 16, fetch, PROXY))
                .isSameAs(fetch);
        assertThat(AddressFields.replace(Catalog.standard().api("FindCoordinator"), 1, missing, PROXY))
                .isSameAs(missing);
    }

    @Test
    void bytesThatAreNoResponseAreRefused() {
        ApiSpec api = Catalog.standard().api("Metadata");

        assertThatThrownBy(() -> AddressFields.replace(api, 12, Bytes.fromHex("00000007ff"), PROXY))
                .isInstanceOf(DecodeException.class);
    }
}
