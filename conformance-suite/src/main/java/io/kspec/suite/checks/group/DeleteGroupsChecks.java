package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of DeleteGroups: groups that nobody uses can be removed, and no others. */
class DeleteGroupsChecks {
    @ConformanceTest(
            id = "delete-groups.after-leaving",
            api = "DeleteGroups",
            needs = {"JoinGroup", "SyncGroup", "LeaveGroup", "ListGroups"},
            requirement = "A group whose last member has left can be deleted, and is listed no more.",
            source = "KIP-229",
            why = "KafkaJS, Sarama and librdkafka were refused with NON_EMPTY_GROUP after they had left (pg_kafka).")
    void whoHasLeftIsNotInTheWay(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            group.settle(member);
            member.leave();
            expectResults(delete(it, group), Map.of(group.id(), ErrorCode.NONE));
            ListGroupsChecks.expectNotListed(ListGroupsChecks.ask(it, group, body -> {}), group);
        }
    }

    @ConformanceTest(
            id = "delete-groups.group-in-use-refused",
            api = "DeleteGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "A group that has members is refused with NON_EMPTY_GROUP, and they notice nothing.",
            source = "KIP-229",
            why = "A slip of an operator would set consumers at work back to the beginning.")
    void aGroupInUseStays(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            group.settle(member);
            expectResults(delete(it, group), Map.of(group.id(), ErrorCode.NON_EMPTY_GROUP));
            member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "delete-groups.unknown-group-refused",
            api = "DeleteGroups",
            requirement = "A group that does not exist is refused with GROUP_ID_NOT_FOUND.",
            source = "KIP-229; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A tool would report a misspelt group as removed (pg_kafka).")
    void anUnknownGroupIsRefused(Case it) {
        try (Group group = new Group(it)) {
            expectResults(delete(it, group), Map.of(group.id(), ErrorCode.GROUP_ID_NOT_FOUND));
        }
    }

    @ConformanceTest(
            id = "delete-groups.offsets-are-gone",
            api = "DeleteGroups",
            needs = {"OffsetCommit", "OffsetFetch", "CreateTopics"},
            requirement = "With a group its committed offsets are gone; others keep theirs.",
            source = "KIP-229",
            why = "A new group of the same name would begin in the middle.")
    void itsOffsetsAreGone(Case it) {
        try (Group gone = new Group(it);
                Group kept = new Group(it);
                Group unknown = new Group(it)) {
            Position position = Position.of(it.topic(1), 0, 12);
            gone.offsets().commitAll(position);
            kept.offsets().commitAll(position);
            expectResults(
                    delete(it, gone, unknown),
                    Map.of(gone.id(), ErrorCode.NONE, unknown.id(), ErrorCode.GROUP_ID_NOT_FOUND));
            gone.offsets().expectStored(Position.none(position.topic(), 0));
            kept.offsets().expectStored(position);
        }
    }

    private static Answer delete(Case it, Group... groups) {
        List<String> names = List.of(groups).stream().map(Group::id).toList();
        return it.ask(groups[0].connection(), "DeleteGroups", body -> body.set("GroupsNames", names));
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
