package io.kspec.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.AdminClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClusterRoutesTest {
    private static final String ORDERS = "/topics/orders/partitions/0";

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final AdminServer admin;

    private AdminClient client;

    ClusterRoutesTest() throws IOException {
        broker = MockBroker.builder()
                .brokers(3)
                .racks("a", "b")
                .defaultReplicationFactor(3)
                .topic("orders", 1)
                .start();
        admin = AdminServer.start(broker, AdminSettings.DEFAULTS);
        client = new AdminClient(admin, broker);
    }

    private JsonNode partition() throws IOException, InterruptedException {
        return client.get("/topics/orders").body().at("/partitions/0");
    }

    @Test
    void brokersAreStoppedAndStarted() throws Exception {
        JsonNode before = client.get("/brokers").body();
        assertThat(before.get("brokers").findValuesAsText("running")).containsExactly("true", "true", "true");
        assertThat(before.at("/brokers/2/rack").asText()).isEqualTo("a");
        assertThat(before.get("controller").asInt()).isEqualTo(1);

        JsonNode after = client.post("/brokers/1/stop", "").body();
        assertThat(after.get("brokers").findValuesAsText("running")).containsExactly("false", "true", "true");
        assertThat(after.get("controller").asInt()).isEqualTo(2);
        assertThat(partition().get("isr").size()).isEqualTo(2);

        assertThat(client.post("/brokers/1/start", "").body()).isNotEqualTo(after);
        assertThat(partition().get("isr").size()).isEqualTo(3);
        assertThat(client.post("/brokers/9/stop", "").status()).isEqualTo(404);
    }

    @Test
    void leadersMoveAreElectedAndFenced() throws Exception {
        JsonNode before = partition();
        int preferred = before.get("leader").asInt();
        int other = preferred % 3 + 1;

        Answer moved = client.send("PUT", ORDERS + "/leader", "{\"broker\": " + other + "}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().at("/partitions/0/leader").asInt()).isEqualTo(other);

        assertThat(client.post(ORDERS + "/elect", "")
                        .body()
                        .at("/partitions/0/leader")
                        .asInt())
                .isEqualTo(preferred);
        assertThat(client.post(ORDERS + "/elect", "{\"unclean\": true}").status())
                .isEqualTo(200);
        client.post(ORDERS + "/fence", "");
        assertThat(partition().get("leaderEpoch").asInt())
                .isEqualTo(before.get("leaderEpoch").asInt() + 3);
    }

    @Test
    void aPartitionWithoutAReplicaThatRunsHasNoLeaderToElect() throws Exception {
        for (int id = 1; id <= 3; id++) {
            client.post("/brokers/" + id + "/stop", "");
        }

        assertThat(partition().get("leader").asInt()).isEqualTo(-1);
        assertThat(client.post(ORDERS + "/elect", "{\"unclean\": true}").status())
                .isEqualTo(409);
    }

    @Test
    void replicasInSyncAreSet() throws Exception {
        int leader = partition().get("leader").asInt();

        Answer set = client.send("PUT", ORDERS + "/isr", "{\"isr\": [" + leader + "]}");
        assertThat(set.body().at("/partitions/0/isr").size()).isEqualTo(1);
        assertThat(client.send("PUT", ORDERS + "/isr", "{\"isr\": []}").status())
                .isEqualTo(422);
        assertThat(client.send("PUT", ORDERS + "/isr", "{\"isr\": [\"a\"]}").status())
                .isEqualTo(422);
    }

    @Test
    void theControllerAndCoordinatorsMove() throws Exception {
        assertThat(client.send("PUT", "/controller", "{\"broker\": 3}")
                        .body()
                        .get("controller")
                        .asInt())
                .isEqualTo(3);
        for (String kind : new String[] {"group", "transaction"}) {
            String path = "/coordinators/" + kind + "/orders%2Fapp";
            int other = client.get(path).body().get("broker").asInt() % 3 + 1;

            assertThat(client.send("PUT", path, "{\"broker\": " + other + "}").status())
                    .isEqualTo(200);
            assertThat(client.get(path).body().get("broker").asInt()).isEqualTo(other);
        }
        assertThat(broker.cluster().groupCoordinator("orders/app"))
                .isEqualTo(client.get("/coordinators/group/orders%2Fapp")
                        .body()
                        .get("broker")
                        .asInt());
    }

    @Test
    void whatDoesNotExistIsTold() throws Exception {
        assertThat(client.send("PUT", "/controller", "{\"broker\": 9}").status())
                .isEqualTo(422);
        assertThat(client.send("PUT", "/controller", "{}").status()).isEqualTo(422);
        assertThat(client.send("PUT", "/coordinators/group/g", "{\"broker\": 9}")
                        .status())
                .isEqualTo(422);
        assertThat(client.get("/coordinators/share/g").status()).isEqualTo(404);
        assertThat(client.send("PUT", ORDERS + "/leader", "{\"broker\": 9}").status())
                .isEqualTo(422);
        assertThat(client.post("/topics/orders/partitions/7/fence", "").status())
                .isEqualTo(404);
        assertThat(client.post("/topics/none/partitions/0/fence", "").status()).isEqualTo(404);
    }
}
