package io.kspec.mock.example;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.junit.WithMockBroker;
import io.kspec.protocol.ErrorCode;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

@WithMockBroker(topics = "orders:3")
class OrdersTest {
    @Test
    void anOrderIsSent(MockBroker kafka) throws Exception {
        try (Orders orders = new Orders(kafka.bootstrap())) {
            orders.send("one");
        }

        kafka.verify(1, request("Produce"));
    }

    @Test
    void anOrderIsSentAgainWhenTheLeaderMoves(MockBroker kafka) throws Exception {
        kafka.stubFor(request("Produce")
                .willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER))
                .onFirst(1));

        try (Orders orders = new Orders(kafka.bootstrap())) {
            assertThat(orders.send("one")).isEmpty();
        }

        kafka.verify(2, request("Produce"));
        kafka.verifyStubsActed();
    }

    @Test
    @WithMockBroker(topics = "orders", stubs = "forbidden.yaml")
    void aForbiddenTopicIsTold(MockBroker kafka) throws Exception {
        try (Orders orders = new Orders(kafka.bootstrap())) {
            assertThat(orders.send("one")).get().isInstanceOf(TopicAuthorizationException.class);
        }
    }
}
