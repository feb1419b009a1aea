package io.kspec.golden.walk.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a user may do with the topics of a streams application (KIP-1071), told by each answer while ACLs are added one by one. */
final class StreamsAccess {
    private static final String HEARTBEAT = "StreamsGroupHeartbeat";
    private static final String GROUP = "application";
    private static final String SOURCE = "streamed";
    private static final String SHUFFLED = "application-shuffled-repartition";
    private static final String STORE = "application-store-changelog";
    private static final int TOPIC = 2;
    private static final int OF_GROUP = 3;
    private static final int READ = 3;
    private static final int CREATE = 5;
    private static final int DESCRIBE = 8;
    private static final int ALLOW = 3;
    private static final int LEAVE = -1;
    private static final int LITERAL = 3;

    private final SecuritySide side;
    private final List<String> told = new ArrayList<>();
    private int acls;
    private int epoch;

    private StreamsAccess(SecuritySide side) {
        this.side = side;
    }

    /** Plays with one broker, and returns what it told. */
    static List<String> of(SecuritySide side) throws IOException {
        StreamsAccess access = new StreamsAccess(side);
        access.denyAll();
        access.play();
        access.denyAll();
        access.cleanUp();
        return access.told;
    }

    private void play() throws IOException {
        side.awaitCoordinator();
        side.create(SOURCE);
        join("nothing is allowed");
        describe("nothing is allowed");
        allow(OF_GROUP, GROUP, READ);
        join("the group may be read");
        ask("a topic that cannot exist", body -> fillJoin(body, "a b"));
        ask("a topic of the broker's own", body -> fillJoin(body, "__consumer_offsets"));
        allow(TOPIC, SOURCE, DESCRIBE);
        join("the source may be described");
        allow(TOPIC, SHUFFLED, DESCRIBE);
        join("so may the repartition topic");
        allow(TOPIC, STORE, DESCRIBE);
        join("so may the changelog");
        join("again");
        describe("all topics may be described");
        told.add("created: " + side.hasTopic(STORE) + " and " + side.hasTopic(SHUFFLED));
        allow(TOPIC, STORE, CREATE);
        join("the changelog may be created");
        told.add("created: " + side.hasTopic(STORE) + " and " + side.hasTopic(SHUFFLED));
        allow(TOPIC, SHUFFLED, CREATE);
        join("so may the repartition topic");
        side.awaitTopics(STORE, SHUFFLED);
        denyAll();
        join("nothing is allowed any more");
        allow(OF_GROUP, GROUP, READ);
        describe("the group may be read, but not its topics");
        ask("a heartbeat names no topics", body -> fill(body, epoch));
    }

    private void cleanUp() throws IOException {
        Message left = side.ask(HEARTBEAT, 0, body -> fill(body, LEAVE));
        Message unused = side.ask("DeleteGroups", 2, body -> body.set("GroupsNames", List.of(GROUP)));
        side.delete(SOURCE, SHUFFLED, STORE);
        told.add("it leaves: " + ErrorCode.describe(left.getInt("ErrorCode")));
    }

    private void allow(int type, String name, int operation) throws IOException {
        Message created = side.ask(
                "CreateAcls",
                3,
                body -> body.add("Creations", acl -> acl.set("ResourceType", type)
                        .set("ResourceName", name)
                        .set("ResourcePatternType", LITERAL)
                        .set("Principal", "User:" + SecuritySide.USER)
                        .set("Host", "*")
                        .set("Operation", operation)
                        .set("PermissionType", ALLOW)));
        if (created.getStructs("Results").get(0).getInt("ErrorCode") != 0) {
            throw new IOException("expected an ACL to be created, found " + created);
        }
        acls++;
        side.awaitAcls(acls);
    }

    private void denyAll() throws IOException {
        Message unused = side.ask("DeleteAcls", 3, body -> body.add("Filters", SecuritySide::selectAllAcls));
        acls = 0;
        side.awaitAcls(acls);
    }

    private void join(String when) throws IOException {
        ask(when, body -> fillJoin(body, SOURCE));
    }

    private void ask(String when, Consumer<MessageBuilder> fill) throws IOException {
        Message answer = side.answerToUser(HEARTBEAT, 0, fill);
        epoch = Math.max(epoch, answer.getInt("MemberEpoch"));
        List<String> status = answer.getStructs("Status").stream()
                .map(entry -> entry.getInt("StatusCode") + denied(entry.getString("StatusDetail")))
                .toList();
        told.add(when + ": " + ErrorCode.describe(answer.getInt("ErrorCode")) + " " + status);
    }

    /** The topics that are not created because the user may not, in the text of a status. */
    private static String denied(String detail) {
        String rest = detail.replaceFirst("^.*(?=Unauthorized to CREATE)", "");
        return rest.equals(detail) ? "" : rest;
    }

    private static void fill(MessageBuilder body, int memberEpoch) {
        body.set("GroupId", GROUP).set("MemberId", "member").set("MemberEpoch", memberEpoch);
    }

    private static void fillJoin(MessageBuilder body, String source) {
        fill(body, 0);
        body.set("RebalanceTimeoutMs", 30_000)
                .set("ProcessId", "process")
                .set("ClientTags", List.of())
                .set("ActiveTasks", List.of())
                .set("StandbyTasks", List.of())
                .set("WarmupTasks", List.of())
                .setStruct("Topology", topology -> topology.set("Epoch", 0)
                        .add("Subtopologies", part -> part.set("SubtopologyId", "0")
                                .set("SourceTopics", List.of(source))
                                .set("RepartitionSinkTopics", List.of(SHUFFLED)))
                        .add("Subtopologies", part -> part.set("SubtopologyId", "1")
                                .add("RepartitionSourceTopics", topic -> topic.set("Name", SHUFFLED))
                                .add("StateChangelogTopics", topic -> topic.set("Name", STORE))));
    }

    private void describe(String when) throws IOException {
        Message group = side.answerToUser("StreamsGroupDescribe", 0, body -> body.set("GroupIds", List.of(GROUP)))
                .getStructs("Groups")
                .get(0);
        told.add(when + ": " + ErrorCode.describe(group.getInt("ErrorCode")) + " " + group.getString("GroupState") + " "
                + group.getStructs("Members").size() + (group.isNull("Topology") ? "" : " with its topology"));
    }
}
