package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {
    private static final String HEAD =
            """
            name: any
            description: any
            roles: [m1, m2]
            names: [group]
            steps:
            """;

    private static List<String> problems(String text) {
        InvalidScenarioException invalid =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader.read("any.yaml", text));
        assertThat(invalid).as("a scenario with problems").isNotNull();
        return invalid.problems().stream().map(Problem::toString).toList();
    }

    private static List<String> stepProblems(String steps) {
        return problems(HEAD + steps.indent(2));
    }

    @Test
    void aScenarioIsReadWithAllItsParts() {
        Scenario scenario = ScenarioReader.read(
                "any.yaml",
                """
                name: any-1
                description: One heartbeat.
                source: {client: none, kip: KIP-0}
                roles: [m1]
                names: [group]
                topics: {orders: {partitions: 2, configs: {cleanup.policy: compact}}, later: {create: false}}
                versions: {Heartbeat: 1-3}
                sweep: Heartbeat
                steps:
                  - request: Heartbeat
                    body: {GroupId: "${group}"}
                    expect: {ErrorCode: UNKNOWN_MEMBER_ID}
                    within: 2m
                """);

        assertThat(scenario.name()).isEqualTo("any-1");
        assertThat(scenario.source()).containsEntry("kip", "KIP-0");
        assertThat(scenario.topics())
                .containsEntry("orders", new TopicPlan(true, 2, Map.of("cleanup.policy", "compact")))
                .containsEntry("later", new TopicPlan(false, 1, Map.of()));
        assertThat(scenario.versions(Catalog.standard().api("Heartbeat"))).isEqualTo(new Versions(1, 3));
        assertThat(scenario.versions(Catalog.standard().api("SyncGroup"))).isEqualTo(new Versions(0, 5));
        assertThat(scenario.apis()).containsExactly(Catalog.standard().api("Heartbeat"));
        assertThat(scenario.steps()).singleElement().isInstanceOfSatisfying(Step.Request.class, step -> {
            assertThat(step.name()).isEqualTo("m1: Heartbeat");
            assertThat(step.at()).hasToString("10:5");
            assertThat(step.expected().within()).isEqualTo(Duration.ofMinutes(2));
        });
    }

    @Test
    void allProblemsOfAFileAreReportedTogetherInItsOrder() {
        assertThat(
                        problems(
                                """
                        nam: any
                        description: any
                        roles: [m1]
                        steps:
                          - request: JoinGrup
                          - request: Heartbeat
                            role: m2
                            body: {GropId: g}
                            expect: {ErrorCode: NON}
                        """))
                .containsExactly(
                        "any.yaml:1:1: expected a key of a scenario, one of description, name, names, retry, roles, source,"
                                + " steps, sweep, topics, versions; found nam; did you mean name?",
                        "any.yaml:1:1: expected the key name in a scenario, found none",
                        "any.yaml:5:14: expected the name of an API, found JoinGrup; did you mean JoinGroup?",
                        "any.yaml:7:11: expected a role, one of m1; found m2; did you mean m1?",
                        "any.yaml:8:12: expected a field of Heartbeat v4 request, HeartbeatRequest,"
                                + " one of GroupId, GenerationId, MemberId, GroupInstanceId; found GropId;"
                                + " did you mean GroupId?",
                        "any.yaml:9:25: expected int16 or the name of an error, found NON");
    }

    @Test
    void invalidYamlIsReportedWithItsPlace() {
        assertThat(problems("name: [a\nroles: b"))
                .containsExactly("any.yaml:2:6: not valid YAML: while parsing a flow sequence that begins at 1:7,"
                        + " expected ',' or ']', but got :");
        assertThat(problems("")).containsExactly("any.yaml:1:1: expected a mapping, found an empty file");
        assertThat(problems("- a")).containsExactly("any.yaml:1:1: expected a scenario as a mapping, found a list");
    }

    @Test
    void anAliasRepeatsTheNodeOfItsAnchor() {
        String repeated =
                """
                - {role: m1, request: Heartbeat, body: &nobody {GroupId: "${group}", MemberId: nobody}}
                - {role: m2, request: Heartbeat, body: *nobody}
                """;

        List<Step> steps =
                ScenarioReader.read("any.yaml", HEAD + repeated.indent(2)).steps();

        assertThat(steps.get(1).calls().get(0).body())
                .isEqualTo(steps.get(0).calls().get(0).body());
    }

    @Test
    void aDuplicateKeyIsReportedWithBothPlaces() {
        assertThat(stepProblems("- {wait: 1s, wait: 2s}"))
                .containsExactly("any.yaml:6:16: expected each key once, found wait again; the first is at 6:6");
    }

    @Test
    void aStepMustBeOfOneKind() {
        assertThat(stepProblems("- {request: Heartbeat, wait: 1s}\n- {name: nothing}\n- {wiat: 1s}\n- once"))
                .containsExactly(
                        "any.yaml:6:5: expected a step with one of disconnect, expect-disconnect, expect-silence,"
                                + " parallel, raw, receive, request, send, wait; found request and wait",
                        "any.yaml:7:5: expected a step with one of disconnect, expect-disconnect, expect-silence,"
                                + " parallel, raw, receive, request, send, wait; found none",
                        "any.yaml:8:6: expected a kind of step, one of disconnect, expect-disconnect, expect-silence,"
                                + " parallel, raw, receive, request, send, wait; found wiat; did you mean wait?",
                        "any.yaml:9:5: expected a step as a mapping, found once");
    }

    @Test
    void aStepMustNameItsRoleIfThereAreSeveral() {
        assertThat(stepProblems("- request: Heartbeat"))
                .containsExactly("any.yaml:6:5: expected the key role in a step with request, found none");
    }

    @Test
    void aFieldThatOnlySomeVersionsHaveMustBeMarked() {
        assertThat(
                        stepProblems(
                                """
                        - role: m1
                          request: Heartbeat
                          body: {GroupInstanceId: i}
                          expect: {ThrottleTimeMs: 0}
                        """))
                .containsExactly(
                        "any.yaml:8:12: expected a field of Heartbeat v2 request, HeartbeatRequest, found GroupInstanceId,"
                                + " which only other versions have; write GroupInstanceId? to omit it at this version",
                        "any.yaml:9:14: expected a path in Heartbeat v0 response, HeartbeatResponse, found ThrottleTimeMs,"
                                + " which that version does not have; write ThrottleTimeMs? if other versions have it");
        assertThat(ScenarioReader.read(
                                "any.yaml",
                                HEAD
                                        + """
                                - role: m1
                                  request: Heartbeat
                                  body: {"GroupInstanceId?": i}
                                  expect: {"ThrottleTimeMs?": 0}
                                """
                                                .indent(2))
                        .steps())
                .hasSize(1);
    }

    @Test
    void aVariableMustHaveAValueBeforeItIsUsed() {
        assertThat(
                        stepProblems(
                                """
                        - {role: m1, request: Heartbeat, body: {MemberId: "${member}", GroupId: "${grup}"}}
                        - role: m1
                          request: JoinGroup
                          capture: {member: MemberId}
                        - {role: m1, request: Heartbeat, body: {MemberId: "${member}"}}
                        """))
                .containsExactly(
                        "any.yaml:6:53: expected a variable, one of group; found member",
                        "any.yaml:6:75: expected a variable, one of group; found grup; did you mean group?");
    }

    @Test
    void aValueThatDoesNotFitItsFieldIsReported() {
        assertThat(
                        stepProblems(
                                """
                        - role: m1
                          request: JoinGroup
                          body:
                            SessionTimeoutMs: soon
                            RebalanceTimeoutMs?: 3000000000
                            GroupId: null
                            Protocols:
                              - Name: [a]
                                Metadata: 0a0
                              - Metadata: {subscription: {version: 9}}
                              - Metadata: {subscription: {version: 0, Topics: [a], OwnedPartitions: []}}
                              - Metadata: {utf16: a}
                              - name
                        """))
                .containsExactly(
                        "any.yaml:9:25: expected int32, found soon",
                        "any.yaml:10:28: expected int32, found 3000000000",
                        "any.yaml:11:16: expected a string, found nothing",
                        "any.yaml:13:17: expected a string, found a list",
                        "any.yaml:14:21: expected bytes as pairs of hexadecimal digits or {utf8: text}, found 0a0",
                        "any.yaml:15:46: expected version of ConsumerProtocolSubscription within 0-3, found 9",
                        "any.yaml:16:62: expected a field of ConsumerProtocolSubscription v0, found OwnedPartitions,"
                                + " which only other versions have; write OwnedPartitions? to omit it at this version",
                        "any.yaml:17:22: expected a way to write bytes, one of assignment, subscription, utf8; found utf16;"
                                + " did you mean utf8?",
                        "any.yaml:18:11: expected a mapping of fields, found name");
    }

    @Test
    void recordsAreChecked() {
        assertThat(
                        stepProblems(
                                """
                        - role: m1
                          request: Produce
                          version: 9
                          body:
                            TopicData:
                              - PartitionData:
                                  - Records: {records: [{kye: {utf8: a}}], compression: gzpi}
                                  - Records: {records: [{headers: [{value: 00}]}], magic: 1}
                                  - Records: {records: [], producerEpoch: 40000}
                        """))
                .containsExactly(
                        "any.yaml:12:36: expected a key of a record, one of headers, key, timestamp, value;"
                                + " found kye; did you mean key?",
                        "any.yaml:12:67: expected a compression, one of none, gzip, snappy, lz4, zstd; found gzpi;"
                                + " did you mean gzip?",
                        "any.yaml:13:24: expected no headers, zstd or producer state before magic 2,"
                                + " found a mapping",
                        "any.yaml:13:46: expected the key key in a header, found none",
                        "any.yaml:14:53: expected int16 or the name of an error, found 40000");
    }

    @Test
    void aConditionMustFitItsPlace() {
        assertThat(
                        stepProblems(
                                """
                        - role: m1
                          request: Metadata
                          version: 12
                          expect:
                            Topics: 3
                            Topics[0].Name: {greater: 1}
                            Topics[0].IsInternal: {matches: .*}
                            Topics[0].Partitions: {contains: {LeaderIdd: 1}}
                            Topics[0].Partitions[0].ReplicaNodes: {contains: a}
                            ControllerId: {count: 1}
                            ClusterId: {equal: x}
                            Topics[0]Name: x
                            Brokers: {matches: "("}
                            Brokers[0].Rack: {absent: false}
                        """))
                .containsExactly(
                        "any.yaml:10:7: Topics: expected the path of a field inside it, found []MetadataResponseTopic",
                        "any.yaml:11:7: Topics[0].Name: expected a number, found string",
                        "any.yaml:12:7: Topics[0].IsInternal: expected a string, found bool",
                        "any.yaml:13:41: expected a path in Metadata v12 response, MetadataResponsePartition,"
                                + " found LeaderIdd, which that version does not have; write LeaderIdd? if other versions have it",
                        "any.yaml:14:56: expected int32, found a",
                        "any.yaml:15:7: ControllerId: expected a list, found int32",
                        "any.yaml:16:19: expected a key of a condition, one of absent, contains, count, equals, greater,"
                                + " less, matches, not, one-of, present; found equal; did you mean equals?",
                        "any.yaml:17:7: expected a path such as Topics[0].Name, found Topics[0]Name (at character 1)",
                        "any.yaml:18:26: expected a regular expression, found ( (Unclosed group)",
                        "any.yaml:19:33: expected absent as true, found false");
    }

    @Test
    void everySentRequestMustBeReceived() {
        assertThat(
                        stepProblems(
                                """
                        - {role: m1, send: JoinGroup, as: join-1, body: {GroupId: g}}
                        - {role: m1, send: JoinGroup}
                        - {receive: join-2}
                        """))
                .containsExactly(
                        "any.yaml:6:5: expected a later step with receive: join-1, found none; if the request has"
                                + " no response, write one-way: true instead of as",
                        "any.yaml:7:5: expected either as with a label for a later receive, or one-way: true,"
                                + " found neither",
                        "any.yaml:8:15: expected a request in flight, one of join-1; found join-2; did you mean join-1?");
    }

    @Test
    void durationsAndVersionsHaveLimits() {
        assertThat(
                        problems(
                                """
                        name: any
                        description: any
                        roles: [m1]
                        versions: {Heartbeat: 5+}
                        steps:
                          - wait: 11m
                          - {request: Heartbeat, version: 5}
                          - {request: Heartbeat, every: 1s}
                          - {request: Heartbeat, within: 1s}
                        """))
                .containsExactly(
                        "any.yaml:4:23: expected versions of Heartbeat within 0-4, such as 3, 3-5 or 3+, found 5+",
                        "any.yaml:6:11: expected wait as a duration from 1ms to 10m, such as 250ms, 10s or 2m, found 11m",
                        "any.yaml:7:35: expected version as a whole number from 0 to 4, found 5",
                        "any.yaml:8:33: expected the key within together with every, found none",
                        "any.yaml:9:34: expected the key expect together with within, found none");
    }

    @Test
    void aFolderIsReadAsAWholeWithTheProblemsOfAllFiles(@TempDir Path folder) throws IOException {
        String good = "name: %s\ndescription: any\nroles: [a]\nsteps: [{wait: 1s}]\n";
        Path one = Files.writeString(folder.resolve("1.yaml"), good.formatted("one"));
        Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("2.yaml"), good.formatted("two"));
        Files.writeString(folder.resolve("notes.txt"), "not read");

        assertThat(ScenarioCatalog.load(folder).scenarios())
                .extracting(Scenario::name)
                .containsExactly("one", "two");
        assertThat(ScenarioCatalog.load(one).find("one")).isPresent();

        Path three = Files.writeString(folder.resolve("3.yaml"), good.formatted("one"));
        Path four = Files.writeString(folder.resolve("4.yaml"), "x");
        InvalidScenarioException invalid =
                catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioCatalog.load(folder));
        assertThat(invalid)
                .hasMessage(three + ":1:1: expected a unique name, found one, which is also the name of " + one + "\n"
                        + four + ":1:1: expected a scenario as a mapping, found x");
    }
}
