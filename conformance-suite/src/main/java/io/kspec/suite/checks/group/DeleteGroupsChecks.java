package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of DeleteGroups: unused groups can be deleted, and no others. */
class DeleteGroupsChecks {
    @ConformanceTest(
            id = "delete-groups.after-leaving",
            api = "DeleteGroups",
            needs = {"JoinGroup", "SyncGroup", "LeaveGroup", "ListGroups", "OffsetCommit", "CreateTopics"},
            requirement =
                    "A group whose last member has left can be deleted with its offsets, and is then no longer listed.",
            source = "KIP-229",
            why = "KafkaJS, Sarama and librdkafka got NON_EMPTY_GROUP although they had left (pg_kafka).")
    void aGroupWithoutMembersCanBeDeleted(Case test) {
        try (Group group = new Group(test)) {
            group.outliveMembers();
            GroupMember member = group.member("member");
            group.settle(member);
            member.leave();
            expectResults(delete(test, group), Map.of(group.id(), ErrorCode.NONE));
            ListGroupsChecks.expectNotListed(ListGroupsChecks.ask(test, group, GroupRequests.list()), group);
        }
    }

    @ConformanceTest(
            id = "delete-groups.group-in-use-refused",
            api = "DeleteGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "Deleting a group that has members is rejected with NON_EMPTY_GROUP, and the members are"
                    + " unaffected.",
            source = "KIP-229",
            why = "An operator's mistake would send running consumers back to the beginning.")
    void aGroupWithMembersIsNotDeleted(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            expectResults(delete(test, group), Map.of(group.id(), ErrorCode.NON_EMPTY_GROUP));
            member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "delete-groups.unknown-group-refused",
            api = "DeleteGroups",
            level = Level.SHOULD,
            requirement = "Deleting a group that does not exist is rejected with GROUP_ID_NOT_FOUND.",
            source = "KIP-229; measured on Apache Kafka",
            why = "A tool would report a misspelled group as removed (pg_kafka).")
    void anUnknownGroupIsRejected(Case test) {
        try (Group group = new Group(test)) {
            expectResults(delete(test, group), Map.of(group.id(), ErrorCode.GROUP_ID_NOT_FOUND));
        }
    }

    @ConformanceTest(
            id = "delete-groups.offsets-are-gone",
            api = "DeleteGroups",
            needs = {"OffsetCommit", "OffsetFetch", "CreateTopics"},
            requirement =
                    "Deleting a group deletes its committed offsets, even if another group of the request does not exist;"
                            + " other groups keep theirs.",
            source = "KIP-229",
            why = "A new group of the same name would start in the middle.")
    void aDeletedGroupLosesItsOffsets(Case test) {
        try (Group gone = new Group(test);
                Group kept = new Group(test);
                Group unknown = new Group(test)) {
            Position position = Position.of(test.topic(1), 0, 12);
            gone.offsets().commitAll(position);
            kept.offsets().commitAll(position);
            Answer deleted = delete(test, gone, unknown, gone).expectSize("Results", 2);
            expectDeleted(deleted, gone);
            gone.offsets().expectNoOffset(position.topic(), 0);
            kept.offsets().expectStored(position);
        }
    }

    @ConformanceTest(
            id = "delete-groups.group-in-use-spares-others",
            api = "DeleteGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat", "OffsetCommit", "OffsetFetch", "CreateTopics"},
            requirement = "Of several groups those without members are deleted, even if another one has members and is"
                    + " rejected with NON_EMPTY_GROUP.",
            source = "KIP-229; measured on Apache Kafka",
            why = "kafka-consumer-groups --delete --all-groups would delete nothing as long as one consumer runs.")
    void aGroupInUseDoesNotKeepTheOthers(Case test) {
        try (Group used = new Group(test);
                Group idle = used.another()) {
            Position position = Position.of(test.topic(1), 0, 12);
            idle.offsets().commitAll(position);
            GroupMember member = used.member("member");
            used.settle(member);
            expectResults(
                    delete(test, used, used, idle),
                    Map.of(used.id(), ErrorCode.NON_EMPTY_GROUP, idle.id(), ErrorCode.NONE));
            idle.offsets().expectNoOffset(position.topic(), 0);
            member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    private static Answer delete(Case test, Group group) {
        return delete(test, group, group);
    }

    /** Sends the request to the coordinator of the first group. */
    private static Answer delete(Case test, Group coordinated, Group... groups) {
        List<String> names = List.of(groups).stream().map(Group::id).toList();
        return test.ask(coordinated.connection(), GroupRequests.delete(names));
    }

    private static void expectDeleted(Answer deleted, Group group) {
        List<Message> results = deleted.body().getStructs("Results");
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).getString("GroupId").equals(group.id())) {
                deleted.expectError("Results[" + i + "].ErrorCode", ErrorCode.NONE);
                return;
            }
        }
        throw deleted.failure("Results", "an entry for " + group.id(), results.toString());
    }

    private static void expectResults(Answer deleted, Map<String, ErrorCode> expected) {
        Map<String, String> wanted = new TreeMap<>();
        expected.forEach((group, error) -> wanted.put(group, ErrorCode.describe(error.code())));
        Map<String, String> found = new TreeMap<>();
        for (Message result : deleted.body().getStructs("Results")) {
            found.put(result.getString("GroupId"), ErrorCode.describe(result.getShort("ErrorCode")));
        }
        deleted.expect(found.equals(wanted), "Results", wanted.toString(), found);
    }
}
