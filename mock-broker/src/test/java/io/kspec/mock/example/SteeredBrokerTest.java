package io.kspec.mock.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.AdminServer;
import io.kspec.mock.admin.AdminSettings;
import io.kspec.mock.junit.MockBrokerExtension;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SteeredBrokerTest {
    @RegisterExtension
    static final MockBrokerExtension KAFKA = MockBrokerExtension.of(
            MockBroker.builder().topic("orders", 3).brokers(3).seed(42));

    @Test
    void aLeaderMoves(MockBroker kafka) throws Exception {
        int leader = kafka.cluster().leader("orders", 0);
        kafka.cluster().stop(leader);
        kafka.cluster().start(leader);

        try (Orders orders = new Orders(kafka.bootstrap())) {
            assertThat(orders.send("one")).isEmpty();
        }
    }

    @Test
    void aBrokerIsOneObject() throws IOException, InterruptedException {
        try (MockBroker broker = MockBroker.builder().topic("orders", 3).start()) {
            connect(broker.bootstrap());
        }
    }

    @Test
    void anotherBrokerIsRecorded() throws IOException, InterruptedException {
        try (MockBroker other = MockBroker.builder().topic("orders", 3).start();
                MockBroker mock = MockBroker.start()) {
            String kafka = other.bootstrap();
            mock.recorder().start(kafka);
            connect(mock.bootstrap());
            String stubs = mock.recorder().stop().text();

            assertThat(stubs).contains("\"api\":\"Produce\"");
        }
    }

    @Test
    void itsAdminApiIsAnother() throws IOException, InterruptedException {
        try (MockBroker broker = MockBroker.start();
                AdminServer admin = AdminServer.start(broker, AdminSettings.DEFAULTS)) {
            assertThat(get(admin.url() + "/health")).contains(broker.bootstrap());
        }
    }

    @Test
    void itLooksLikeAnOlderRelease() throws IOException {
        try (MockBroker broker = MockBroker.builder()
                .release("3.9.2")
                .versions("OffsetFetch", new Versions(0, 5))
                .start()) {
            ApiSpec offsetFetch = Catalog.standard().api("OffsetFetch");
            assertThat(broker.advertisedVersions().of(offsetFetch)).isEqualTo(new Versions(0, 5));
        }
    }

    private static void connect(String bootstrap) throws InterruptedException {
        try (Orders orders = new Orders(bootstrap)) {
            assertThat(orders.send("one")).isEmpty();
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
