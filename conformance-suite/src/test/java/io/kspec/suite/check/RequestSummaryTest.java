package io.kspec.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.stage.requests.TopicIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestSummaryTest {
    private static final TopicIdentity ORDERS = TopicIdentity.named("orders");

    @Test
    void namesTopicPartitionAndOffset() {
        assertThat(summary(FetchRequests.fetch(FetchPosition.of(ORDERS, 0, 12)), 4))
                .hasToString("Fetch v4 (topic \"orders\", partition 0, offset 12)");
    }

    @Test
    void showsTheTimeOfATimestamp() {
        assertThat(summary(ListOffsetsRequests.list(OffsetQuery.of("orders", 1, 1_700_000_000_000L)), 1))
                .hasToString("ListOffsets v1 (topic \"orders\", partition 1, timestamp 1700000000000"
                        + " 2023-11-14T22:13:20Z)");
    }

    @Test
    void countsWhatIsAskedForRepeatedly() {
        assertThat(summary(FetchRequests.fetch(FetchPosition.of(ORDERS, 0, 12), FetchPosition.of(ORDERS, 1, 13)), 4))
                .hasToString("Fetch v4 (topic \"orders\", partition 0 and 1 more, offset 12 and 1 more)");
    }

    @Test
    void namesAGroupAndShowsAnEmptyText() {
        ClientRequest heartbeat = ClientRequest.of(
                "Heartbeat",
                body -> body.set("GroupId", "").set("GenerationId", 3).set("MemberId", "m-1"));

        assertThat(summary(heartbeat, 0)).hasToString("Heartbeat v0 (group \"\", generation 3, member \"m-1\")");
        assertThat(summary(ClientRequest.of("DescribeGroups", body -> body.set("Groups", List.of("a", "b"))), 0))
                .hasToString("DescribeGroups v0 (group \"a\" and 1 more)");
        assertThat(summary(CoordinatorRequests.find(CoordinatorType.GROUP, "g"), 4)
                        .toString())
                .isEqualTo("FindCoordinator v4 (key \"g\")");
    }

    @Test
    void singleValuesHaveTheNamesOfTheTextsOfClients() {
        assertThat(summary(FetchRequests.fetch(FetchPosition.of(ORDERS, 0, 12)), 4)
                        .singleValues())
                .isEqualTo(Map.of("offset", "12", "partition", "orders-0"));
        assertThat(summary(FetchRequests.fetch(FetchPosition.of(ORDERS, 0, 12), FetchPosition.of(ORDERS, 1, 13)), 4)
                        .singleValues())
                .isEmpty();
        assertThat(summary(ClientRequest.of("Heartbeat", body -> body.set("GroupId", "g")), 0)
                        .singleValues())
                .isEqualTo(Map.of("group", "g"));
    }

    @Test
    void isTheNameAloneIfNothingIsNamed() {
        assertThat(summary(ClientRequest.of("ApiVersions", body -> {}), 0)).hasToString("ApiVersions v0");
    }

    private static RequestSummary summary(ClientRequest request, int version) {
        return RequestSummary.of(new Exchange(
                "client",
                request.api(),
                version,
                Frames.encodeRequest(request.api(), version, 7, "kspec", request.at(version)),
                null,
                Duration.ZERO,
                Duration.ZERO));
    }
}
