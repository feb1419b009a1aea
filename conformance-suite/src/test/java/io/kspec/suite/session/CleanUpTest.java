package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.MetadataRequests;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CleanUpTest {
    private static final String PREFIX = "left";
    private static final int WITHOUT_MEMBER_ID = 3;

    @ParameterizedTest
    @ValueSource(strings = {"0-2", "3-5"})
    void groupsWhoseMembersNeverLeftAreRemovedWithThem(String leaveVersions) throws IOException {
        try (MockBroker broker = MockBroker.builder()
                        .versions("LeaveGroup", Versions.parse(leaveVersions))
                        .start();
                Stage stage = Stage.on(new Target(broker.host(), broker.port())).open()) {
            Message unused = join(stage.role("member").connection(), PREFIX + "-group-1");
            startJoin(stage.role("latecomer").connection(), PREFIX + "-group-1");
            awaitMembers(stage.role("reader"), PREFIX + "-group-1", 2);
            Message stranger = join(stage.role("stranger").connection(), "another-group");

            assertThat(new CleanUp(stage, PREFIX).run()).isEmpty();

            assertThat(groups(stage.role("reader"))).containsExactly("another-group");
            assertThat(stranger.getShort("ErrorCode")).isZero();
        }
    }

    @Test
    void manyTopicsAreRemovedBySeveralRequests() throws IOException {
        MockBrokerBuilder broker = MockBroker.builder();
        IntStream.range(0, 250).forEach(i -> broker.topic(PREFIX + "-topic-" + i, 1));
        try (MockBroker started = broker.topic("another-topic", 1).start();
                Stage stage =
                        Stage.on(new Target(started.host(), started.port())).open()) {
            assertThat(new CleanUp(stage, PREFIX).run()).isEmpty();

            assertThat(stage.transcript().exchanges())
                    .filteredOn(exchange -> exchange.api().name().equals("DeleteTopics"))
                    .hasSize(3);
            assertThat(stage.role("reader")
                            .ask(MetadataRequests.allTopics(), 12)
                            .getStructs("Topics"))
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.getString("Name")).isEqualTo("another-topic"));
        }
    }

    @Test
    void membersOfSomeClientsAreRemovedFromAGroupOfOthers() throws IOException {
        try (MockBroker broker = MockBroker.start();
                Stage ours = Stage.on(new Target(broker.host(), broker.port())).open();
                Stage others =
                        Stage.on(new Target(broker.host(), broker.port())).open()) {
            Role member = ours.role("member");
            Message unused = join(member.connection(), "shared");
            startJoin(others.role("stranger").connection(), "shared");
            awaitMembers(ours.role("reader"), "shared", 2);
            Eviction eviction = new Eviction(ours, ours.role("clean-up"));

            eviction.ofClients("shared", member.clientId());

            assertThat(eviction.remaining("shared", member.clientId())).isEmpty();
            assertThat(eviction.remaining("shared", "")).hasSize(1);
        }
    }

    private static Message join(Connection connection, String group) {
        return Connection.decode(connection.receive(startJoin(connection, group)));
    }

    private static int startJoin(Connection connection, String group) {
        return connection.send(
                Catalog.standard().api("JoinGroup"),
                WITHOUT_MEMBER_ID,
                Message.builder(Catalog.standard().api("JoinGroup").request(WITHOUT_MEMBER_ID))
                        .set("GroupId", group)
                        .set("SessionTimeoutMs", 30_000)
                        .set("RebalanceTimeoutMs", 30_000)
                        .set("ProtocolType", "consumer")
                        .add("Protocols", protocol -> protocol.set("Name", "range"))
                        .build());
    }

    private static void awaitMembers(Role reader, String group, int count) {
        Message described;
        do {
            described = reader.ask("DescribeGroups", body -> body.set("Groups", List.of(group)));
        } while (described.getStructs("Groups").get(0).getStructs("Members").size() < count);
    }

    private static List<String> groups(Role reader) {
        return reader.ask("ListGroups", body -> {}).getStructs("Groups").stream()
                .map(group -> group.getString("GroupId"))
                .toList();
    }
}
