package io.kspec.mock.admin;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.admin.AdminClient.Answer;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private static final String REFUSED_HEARTBEAT =
            """
            {"name": "refused",
             "request": {"api": "Heartbeat", "versions": "0-3"},
             "response": {"error": "GROUP_AUTHORIZATION_FAILED"}}
            """;
    private static final int GROUP_AUTHORIZATION_FAILED = 30;

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final AdminServer admin;

    private AdminClient client;

    AdminServerTest() throws IOException {
        broker = MockBroker.builder().topic("orders", 3).start();
        admin = AdminServer.start(broker, AdminSettings.DEFAULTS);
        client = new AdminClient(admin, broker);
    }

    private int heartbeat() throws IOException {
        try (WireClient kafka = new WireClient(broker)) {
            Message response = kafka.ask("Heartbeat", 1, request -> request.set("GroupId", "g"));
            return response.getInt("ErrorCode");
        }
    }

    @Test
    void theBrokersAddressIsToldTogetherWithItsHealth() throws Exception {
        Answer health = client.get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().get("bootstrap").asText()).isEqualTo(broker.bootstrap());
    }

    @Test
    void theSchemaOfStubsIsServed() throws Exception {
        assertThat(client.get("/stubs.schema.json")
                        .body()
                        .at("/$defs/request/properties/api")
                        .isObject())
                .isTrue();
    }

    @Test
    void aStubTakesEffectUntilItIsRemoved() throws Exception {
        Answer added = client.post("/mappings", REFUSED_HEARTBEAT);
        String id = added.body().get("id").asText();

        assertThat(added.status()).isEqualTo(201);
        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(client.get("/mappings/" + id).body()).isEqualTo(added.body());

        assertThat(client.send("DELETE", "/mappings/" + id, "").status()).isEqualTo(200);
        assertThat(heartbeat()).isNotEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(client.get("/mappings/" + id).status()).isEqualTo(404);
    }

    @Test
    void ofTwoEqualStubsOnlyTheOneThatIsNamedIsRemoved() throws Exception {
        String first =
                client.post("/mappings", REFUSED_HEARTBEAT).body().get("id").asText();
        String second =
                client.post("/mappings", REFUSED_HEARTBEAT).body().get("id").asText();

        client.send("DELETE", "/mappings/" + first, "");
        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(client.get("/mappings").body().at("/mappings").findValuesAsText("id"))
                .containsExactly(second);

        client.send("DELETE", "/mappings/" + second, "");
        assertThat(heartbeat()).isNotEqualTo(GROUP_AUTHORIZATION_FAILED);
    }

    @Test
    void aListedStubCanBeSentBackChanged() throws Exception {
        String id = client.post("/mappings", REFUSED_HEARTBEAT).body().get("id").asText();
        String shown = client.get("/mappings/" + id).body().toString();

        Answer edited = client.send(
                "PUT", "/mappings/" + id, shown.replace("GROUP_AUTHORIZATION_FAILED", "FENCED_INSTANCE_ID"));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.body().get("id").asText()).isEqualTo(id);
        assertThat(heartbeat()).isEqualTo(82);
        assertThat(broker.stubs()).hasSize(1);
    }

    @Test
    void scenariosAreListedSetAndReset() throws Exception {
        client.post(
                "/mappings",
                """
                {"request": {"api": "Heartbeat"}, "response": {"error": "GROUP_AUTHORIZATION_FAILED"},
                 "scenarioName": "revoked", "requiredScenarioState": "Started", "newScenarioState": "over"}
                """);
        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);

        JsonNode scenario = client.get("/scenarios").body().at("/scenarios/0");
        assertThat(scenario.get("name").asText()).isEqualTo("revoked");
        assertThat(scenario.get("state").asText()).isEqualTo("over");
        assertThat(scenario.get("possibleStates").toString()).isEqualTo("[\"Started\",\"over\"]");
        assertThat(heartbeat()).isNotEqualTo(GROUP_AUTHORIZATION_FAILED);

        client.post("/scenarios/reset", "");
        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);

        assertThat(client.send("PUT", "/scenarios/revoked/state", "{\"state\": \"Started\"}")
                        .status())
                .isEqualTo(200);
        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(client.send("PUT", "/scenarios/revoked/state", "{\"state\": \"ended\"}")
                        .status())
                .isEqualTo(422);
        assertThat(client.send("PUT", "/scenarios/other/state", "{\"state\": \"over\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anImportIsAllOrNothing() throws Exception {
        String good = "{\"request\": {\"api\": \"Heartbeat\"}, \"response\": {\"ending\": \"silence\"}}";
        String bad = good.replace("silence", "silent");

        Answer refused = client.post("/mappings/import", "{\"stubs\": [" + good + ",\n" + bad + "]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/where").asText()).startsWith("body, line 2, column ");
        assertThat(broker.stubs()).isEmpty();

        Answer imported = client.post("/mappings/import", "{\"stubs\": [" + good + "," + REFUSED_HEARTBEAT + "]}");
        assertThat(imported.status()).isEqualTo(201);
        assertThat(client.get("/mappings").body().at("/meta/total").asInt()).isEqualTo(2);
        assertThat(client.get("/mappings").body().at("/mappings/0/name").asText())
                .isEqualTo("refused");
    }

    @Test
    void everythingThatIsWrongInAStubIsToldWithItsPlaceAndWhatWasMeant() throws Exception {
        Answer answer = client.post(
                "/mappings",
                """
                {"request": {"api": "Hartbeat"},
                \t"response": {"endin": "silence"}}
                """);

        assertThat(answer.status()).isEqualTo(422);
        JsonNode api = answer.body().at("/errors/0");
        assertThat(api.get("where").asText()).isEqualTo("body, line 1, column 21");
        assertThat(api.get("expected").asText()).startsWith("the name of an API");
        assertThat(api.get("found").asText()).contains("Hartbeat").contains("Heartbeat");
        JsonNode ending = answer.body().at("/errors/1");
        assertThat(ending.get("where").asText()).isEqualTo("body, line 2, column 15");
        assertThat(ending.get("what").asText()).contains("ending");
    }

    @Test
    void aBodyThatIsNotJsonIsRefusedWithItsPlace() throws Exception {
        assertFault(client.post("/mappings", "{\"request\": "), 400, "body, line 1, column 13");
        assertFault(client.post("/mappings", "{} {}"), 400, "body, line 1, column 4");
        assertFault(client.post("/mappings", ""), 400, "body");
        assertFault(client.post("/mappings", "request: {api: Heartbeat}"), 400, "body, line 1, column 1");
    }

    private static void assertFault(Answer answer, int status, String where) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/where").asText()).isEqualTo(where);
    }

    @Test
    void textOutsideTheBasicPlaneSurvives() throws Exception {
        Answer added = client.post(
                "/mappings", REFUSED_HEARTBEAT.replace("\"refused\"", "\"caf\\u00e9 \\ud83d\\ude00 \\/ \\\"x\\\"\""));

        assertThat(added.status()).isEqualTo(201);
        assertThat(broker.stubs().get(0).name()).isEqualTo("café \ud83d\ude00 / \"x\"");
    }

    @Test
    void twoStubsCannotHaveOneId() throws Exception {
        String stub = REFUSED_HEARTBEAT.replaceFirst("\\{", "{\"id\": \"e7b7a1d4-8f0e-4c27-9a7e-0f6b0a7f2b11\",");

        assertThat(client.post("/mappings", stub).status()).isEqualTo(201);
        assertThat(client.post("/mappings", stub).status()).isEqualTo(409);
        assertThat(broker.stubs()).hasSize(1);
    }

    @Test
    void aResetKeepsStubsThatWereNotAddedOverHttp() throws Exception {
        broker.stubFor(RequestPattern.request("Fetch")
                .willReturn(ResponseDefinition.silence())
                .named("java"));
        client.post("/mappings", REFUSED_HEARTBEAT);
        heartbeat();

        assertThat(client.post("/reset", "").status()).isEqualTo(200);

        assertThat(client.get("/mappings").body().at("/mappings").findValuesAsText("name"))
                .containsExactly("java");
        assertThat(broker.journal()).isEmpty();
    }

    @Test
    void theJournalHasBytesAndMessages() throws Exception {
        client.post("/mappings", REFUSED_HEARTBEAT);
        heartbeat();

        JsonNode entry = client.get("/requests").body().at("/requests/0");

        assertThat(entry.get("api").asText()).isEqualTo("Heartbeat");
        assertThat(entry.get("version").asInt()).isEqualTo(1);
        assertThat(entry.get("clientId").asText()).isEqualTo("wire-client");
        assertThat(entry.get("outcome").asText()).isEqualTo("answered");
        assertThat(entry.at("/stubs/0").asText()).isEqualTo("refused");
        assertThat(entry.get("broker").asInt()).isEqualTo(1);
        assertThat(entry.at("/request/body/GroupId").asText()).isEqualTo("g");
        assertThat(entry.at("/response/body/ErrorCode").asInt()).isEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(entry.at("/request/hex").asText()).startsWith("000c0001");
        assertThat(client.get("/requests/" + entry.get("id").asInt()).body()).isEqualTo(entry);
        assertThat(client.get("/requests/77").status()).isEqualTo(404);
        assertThat(client.get("/requests/x").status()).isEqualTo(400);
    }

    @Test
    void requestsAreFoundCountedAndCleared() throws Exception {
        heartbeat();
        client.post("/mappings", REFUSED_HEARTBEAT);
        heartbeat();
        heartbeat();

        String pattern = "{\"api\": \"Heartbeat\", \"where\": {\"GroupId\": \"g\"}}";
        assertThat(client.post("/requests/count", pattern).body().get("count").asInt())
                .isEqualTo(3);
        assertThat(client.post("/requests/count", pattern.replace("\"g\"", "\"h\""))
                        .body()
                        .get("count")
                        .asInt())
                .isZero();
        JsonNode newest = client.post("/requests/find?limit=1", pattern).body();
        assertThat(newest.at("/requests").size()).isEqualTo(1);
        assertThat(newest.at("/requests/0/id").asInt()).isEqualTo(3);
        assertThat(newest.at("/meta/total").asInt()).isEqualTo(3);
        assertThat(client.get("/requests?after=2").body().at("/requests").size())
                .isEqualTo(1);
        assertThat(client.get("/requests?stub=refused").body().at("/meta/total").asInt())
                .isEqualTo(2);
        assertThat(client.get("/requests/unmatched").body().at("/meta/total").asInt())
                .isEqualTo(1);

        client.send("DELETE", "/requests", "");
        assertThat(client.get("/requests").body().at("/meta/total").asInt()).isZero();
    }

    @Test
    void stubsThatHaveNotActedAreToldWithTheirNearMisses() throws Exception {
        client.post("/mappings", REFUSED_HEARTBEAT.replace("0-3", "3"));
        heartbeat();

        JsonNode unmatched = client.get("/mappings/unmatched").body();
        assertThat(unmatched.at("/mappings").findValuesAsText("name")).containsExactly("refused");
        JsonNode misses = client.get("/mappings/unmatched/near-misses").body();
        assertThat(misses.at("/stubs/0/nearMisses/0/differences/0").asText())
                .isEqualTo("the version is 1 instead of 3");
        assertThat(client.post("/near-misses/request-pattern", "{\"api\": \"Heartbeat\", \"versions\": 3}")
                        .body()
                        .at("/nearMisses/0/request/api")
                        .asText())
                .isEqualTo("Heartbeat");

        client.send("DELETE", "/mappings/unmatched", "");
        assertThat(broker.stubs()).isEmpty();
    }

    @Test
    void stubsCanCountFromTheBeginning() throws Exception {
        client.post("/mappings", REFUSED_HEARTBEAT.replace("\"0-3\"", "\"0-3\", \"first\": 1"));
        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(heartbeat()).isNotEqualTo(GROUP_AUTHORIZATION_FAILED);

        client.post("/scenarios/reset", "");

        assertThat(heartbeat()).isEqualTo(GROUP_AUTHORIZATION_FAILED);
        assertThat(broker.stubs()).hasSize(1);
    }

    @Test
    void topicsAreListedCreatedAndDeleted() throws Exception {
        assertThat(client.get("/topics").body().at("/topics").findValuesAsText("name"))
                .containsExactly("orders");
        Answer created = client.post(
                "/topics", "{\"name\": \"logs\", \"partitions\": 2, \"configs\": {\"cleanup.policy\": \"compact\"}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().at("/configs/cleanup.policy").asText()).isEqualTo("compact");
        assertThat(client.get("/topics/logs").body().at("/partitions").size()).isEqualTo(2);
        assertThat(client.post("/topics", "{\"name\": \"logs\"}").status()).isEqualTo(409);
        assertThat(client.post("/topics", "{\"name\": \"no spaces\"}").status()).isEqualTo(422);
        assertThat(client.post("/topics", "{\"name\": \"x\", \"configs\": {\"no.such\": 1}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.send("DELETE", "/topics/logs", "").status()).isEqualTo(200);
        assertThat(client.get("/topics/logs").status()).isEqualTo(404);
    }

    @Test
    void logsAreCleanedOnRequest() throws Exception {
        client.post("/topics", "{\"name\": \"short\", \"configs\": {\"retention.ms\": 1}}");
        client.post("/topics", "{\"name\": \"compact\", \"configs\": {\"cleanup.policy\": \"compact\"}}");
        try (WireClient kafka = new WireClient(broker)) {
            for (String topic : List.of("short", "short", "compact", "compact")) {
                kafka.ask("Produce", 7, produce(topic, 0, 1, batch(1).build().bytes()));
            }
            int size = records(kafka).size();

            assertThat(client.post("/logs/compact", "").status()).isEqualTo(200);
            assertThat(client.post("/logs/apply-retention", "").status()).isEqualTo(200);

            assertThat(records(kafka).size()).isEqualTo(size / 2);
        }
        assertThat(client.get("/topics/short")
                        .body()
                        .at("/partitions/0/startOffset")
                        .asInt())
                .isEqualTo(2);
    }

    private static Bytes records(WireClient kafka) throws IOException {
        return onlyPartition(kafka.ask("Fetch", 4, fetch("compact", 0, 0, 1, 0)), "Responses", "Partitions")
                .getBytes("Records");
    }

    @Test
    void timeIsAdvancedAndWhatBecomesDueIsDone() throws Exception {
        client.post("/mappings", "{\"request\": {\"api\": \"Heartbeat\"}, \"response\": {\"delay\": \"1000m\"}}");
        long before = client.get("/time").body().get("nowMs").asLong();
        try (WireClient kafka = new WireClient(broker)) {
            kafka.send("Heartbeat", 1, request -> request.set("GroupId", "g"));
            kafka.awaitArrival("Heartbeat");

            Answer advanced = client.post("/time/advance", "{\"by\": \"1000m\"}");

            assertThat(advanced.body().get("nowMs").asLong()).isGreaterThanOrEqualTo(before + 60_000_000);
            assertThat(kafka.receive("Heartbeat", 1)).isNotNull();
        }
        assertThat(client.post("/time/advance", "{\"by\": \"-1s\"}").status()).isEqualTo(422);
        assertThat(client.post("/time/advance", "{}").status()).isEqualTo(422);
    }

    @Test
    void timersThatAreSetGoOnFromTheAdvancedTime() throws Exception {
        client.post("/mappings", "{\"request\": {\"api\": \"Heartbeat\"}, \"response\": {\"delay\": \"60m\"}}");
        try (WireClient kafka = new WireClient(broker)) {
            kafka.send("Heartbeat", 1, request -> request.set("GroupId", "g"));
            kafka.awaitArrival("Heartbeat");

            client.post("/time/advance", "{\"by\": \"3599900ms\"}");

            assertThat(kafka.receive("Heartbeat", 1)).isNotNull();
        }
    }

    @Test
    void pathsAndMethodsThatDoNotExistAreTold() throws Exception {
        assertFault(client.get("/mapings"), 404, "path");
        assertFault(client.get(""), 404, "path");
        Answer wrongMethod = client.send("PATCH", "/mappings", "{}");
        assertFault(wrongMethod, 405, "method");
        assertThat(wrongMethod.body().at("/errors/0/expected").asText())
                .isEqualTo("DELETE, GET, POST /__admin/mappings");
    }

    @Test
    void theApiClosesBeforeTheBrokerAndAfterIt() throws Exception {
        MockBroker other = MockBroker.start();
        AdminServer late = AdminServer.start(other, AdminSettings.DEFAULTS);
        other.close();

        assertThat(new AdminClient(late, broker).get("/topics").status()).isEqualTo(503);

        late.close();
        assertThat(client.get("/health").status()).isEqualTo(200);
    }
}
