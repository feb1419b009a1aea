package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A new classic group. Closing it makes its members leave, so that it can be deleted. */
public final class Group implements AutoCloseable {
    static final String A_MEMBER = "a member of a group";
    /** The APIs by which clients join. */
    static final List<String> JOINING = List.of("JoinGroup");

    private final Case test;
    private final String id;
    private final GroupOffsets offsets;
    private final List<GroupMember> members = new ArrayList<>();
    private boolean admitsAtOnce;

    /** A new group that nobody has joined. */
    public Group(Case test) {
        this(test, test.name("group"));
    }

    /** A group with any id, which only closing it cleans up if the id does not have the run's prefix. */
    public Group(Case test, String id) {
        this.test = test;
        this.id = id;
        this.offsets = new GroupOffsets(test, id);
    }

    /** Another new group with the same coordinator, so that one request can be about both. */
    public Group another() {
        return new Group(test, test.nameNextTo(CoordinatorType.GROUP, id, "group"));
    }

    public String id() {
        return id;
    }

    /** The group's committed offsets. */
    public GroupOffsets offsets() {
        return offsets;
    }

    /**
     * Commits an offset, so that the group is kept when it has no members: Apache Kafka 3 may forget a group that has neither
     * members nor offsets, whenever any topic is deleted.
     */
    void outliveMembers() {
        offsets.commitAll(Position.of(test.topic(1), 0, 1));
    }

    /** A client that will join, with a connection of its own. */
    public GroupMember member(String role) {
        return member(test.role(role).coordinator(CoordinatorType.GROUP, id));
    }

    /** A client that will join, over a connection that no other member uses while it waits to join or sync. */
    public GroupMember member(Connection connection) {
        GroupMember member = new GroupMember(test, this, connection, members.size());
        members.add(member);
        return member;
    }

    /** Whether the target admitted the first member by its first request, which has no member id. */
    boolean admitsAtOnce() {
        return admitsAtOnce;
    }

    void admitsAtOnce(boolean seen) {
        admitsAtOnce = seen;
    }

    /** Whether there are other members, so that a newcomer waits until all of them have rejoined. */
    boolean hasOthersThan(GroupMember newcomer) {
        return members.stream()
                .anyMatch(member -> member != newcomer && !member.id().isEmpty());
    }

    /** Lets newcomers go on that the target seemed to hold, and has rejected for want of a member id since. */
    void moveOn() {
        members.forEach(GroupMember::moveOn);
    }

    /**
     * Joins members until all are in one generation. They join one after the other, since only then is it known when to join
     * again. The last generation is not synced.
     */
    public void gather(GroupMember... joining) {
        List<GroupMember> joined = new ArrayList<>();
        for (GroupMember newcomer : joining) {
            if (!joined.isEmpty()) {
                sync(joined.toArray(GroupMember[]::new));
            }
            test.needAtOnce(joined.isEmpty() ? A_MEMBER : "another member of a group", JOINING, () -> {
                InFlight join = newcomer.startJoin();
                rejoin(joined.toArray(GroupMember[]::new));
                return newcomer.expectJoined(join.answer());
            });
            joined.add(newcomer);
        }
    }

    /**
     * Joins members again, all at once, each after a heartbeat told it to.
     *
     * @return the answers, in the order of the members
     */
    public List<Answer> rejoin(GroupMember... again) {
        for (GroupMember member : again) {
            test.needAtOnce("a rebalance", List.of("Heartbeat"), member::awaitRebalance);
        }
        List<InFlight> joins = new ArrayList<>();
        for (GroupMember member : again) {
            joins.add(member.startJoin());
        }
        List<Answer> joined = new ArrayList<>();
        for (int i = 0; i < again.length; i++) {
            joined.add(again[i].expectJoined(joins.get(i).answer()));
        }
        return joined;
    }

    /** Syncs the members of one generation. The leader assigns a partition to each of them. */
    public void sync(GroupMember... all) {
        GroupMember leader = leader(all);
        test.need("a group with assignments", List.of("SyncGroup"), () -> {
            Answer led = leader.sync(assignments(all));
            for (GroupMember member : all) {
                if (member != leader) {
                    member.sync(Map.of());
                }
            }
            return led;
        });
    }

    /** What the leader assigns to each of some members. */
    static Map<String, Bytes> assignments(GroupMember... all) {
        Map<String, Bytes> assignments = new LinkedHashMap<>();
        for (GroupMember member : all) {
            assignments.put(member.id(), member.expectedAssignment());
        }
        return assignments;
    }

    /** The one of some members that the target made the leader; the first one if it made none of them. */
    static GroupMember leader(GroupMember... all) {
        return Stream.of(all).filter(GroupMember::leads).findFirst().orElse(all[0]);
    }

    /** Joins and syncs members: the group is stable then. */
    public void settle(GroupMember... all) {
        gather(all);
        sync(all);
    }

    /** Describes this group with DescribeGroups. */
    public Answer describe() {
        return test.ask(connection(), GroupRequests.describe(id))
                .expectSize("Groups", 1)
                .expect("Groups[0].GroupId", id);
    }

    /** The default client's connection to the coordinator. */
    public Connection connection() {
        return test.coordinator(CoordinatorType.GROUP, id);
    }

    @Override
    public void close() {
        try {
            for (GroupMember member : members) {
                member.leaveOver(test.role("leaver"));
            }
        } catch (StageFailure stays) {
            test.stage().transcript().note("members of " + id + " did not leave: " + stays.getMessage());
        }
    }
}
