package io.kspec.golden.walk;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.OffsetRequests;
import io.kspec.stage.requests.OffsetToCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a group on one of the two brokers that a walk compares. Member ids, which differ, are replaced by names that are the
 * same on both.
 */
final class WalkedGroups implements AutoCloseable {
    static final int ACTORS = 4;

    private static final String UNTOLD_ID = "[\\w-]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final ComparableAnswer FORM = new ComparableAnswer(Set.of());

    private final Stage stage;
    private final List<Actor> actors = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    /** The ids that were assigned to clients that have not joined with them. */
    private final Set<String> pending = new HashSet<>();

    private String group = "walked-0";

    /** A client. The last two are static members. */
    static final class Actor {
        final String name;
        final @Nullable String instanceId;
        private final Role role;
        Connection connection;
        Identity identity = Identity.NONE;
        /** What the client was before the coordinator gave it another member id. */
        Identity former = Identity.NONE;

        @Nullable Waiting waiting;

        Actor(int index, Stage stage) {
            name = "actor-" + index;
            instanceId = index >= 2 ? "static-" + index : null;
            role = stage.role(name);
            connection = role.connection();
        }

        /** Forgets everything, and a request that was not answered. */
        void beginAgain() {
            identity = Identity.NONE;
            former = Identity.NONE;
            if (waiting != null) {
                waiting = null;
                role.disconnect();
                connection = role.connection();
            }
        }
    }

    /**
     * What a client knows of its membership.
     *
     * @param members the ids of the members that it leads
     */
    record Identity(String memberId, int generation, List<String> members) {
        static final Identity NONE = new Identity("", -1, List.of());

        Identity named(String id) {
            return new Identity(id, generation, members);
        }
    }

    /** A request that has not been answered. */
    record Waiting(ClientRequest request, int correlationId) {}

    WalkedGroups(String host, int port) {
        stage = Stage.on(new Target(host, port)).open();
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new Actor(i, stage));
        }
    }

    Stage stage() {
        return stage;
    }

    boolean isWaiting(int actor) {
        return actors.get(actor).waiting != null;
    }

    /** Goes on with another group; the clients forget what they were in the former one. */
    void begin(String other) {
        group = other;
        names.clear();
        pending.clear();
        actors.forEach(Actor::beginAgain);
    }

    /** Whether a client has a member id, but has not joined with it. */
    boolean isPending(int actor) {
        return pending.contains(actors.get(actor).identity.memberId());
    }

    /** Whether a client has had another member id. */
    boolean hasFormer(int actor) {
        return !actors.get(actor).former.equals(Identity.NONE);
    }

    /** Lets a client go on as what it was before. */
    void becomeFormer(int index) {
        Actor actor = actors.get(index);
        Identity former = actor.former;
        actor.former = actor.identity;
        actor.identity = former;
    }

    /** Removes whoever is still in the group, one after the other, in the same order on both brokers. */
    void disband() {
        ask(GroupRequests.describe(group), 5).getStructs("Groups").get(0).getStructs("Members").stream()
                .map(member -> member.getString("MemberId"))
                .sorted(Comparator.comparing(this::named))
                .forEach(member -> ask(MembershipRequests.leave(group, Leaver.member(member)), 4));
    }

    /** Asks as an administrator. */
    Message ask(ClientRequest request, int version) {
        return stage.role("administrator").ask(request, version);
    }

    String group() {
        return group;
    }

    private Membership membership(int index, int generationOffBy) {
        Actor actor = actors.get(index);
        Identity identity = actor.identity;
        return new Membership(group, identity.memberId(), identity.generation() + generationOffBy, actor.instanceId);
    }

    /** A JoinGroup request of an actor, as it is known to the group or as a newcomer. */
    ClientRequest join(int index, boolean newcomer, JoinOffer offer) {
        Membership member = membership(index, 0);
        Membership sent = newcomer ? new Membership(group, "", -1, member.instanceId()) : member;
        return MembershipRequests.join(sent, offer);
    }

    /** A SyncGroup request, in which a leader assigns to each member. */
    ClientRequest sync(int index, int generationOffBy, Bytes assignment) {
        Map<String, Bytes> assignments = new LinkedHashMap<>();
        actors.get(index).identity.members().forEach(id -> assignments.put(id, assignment));
        return MembershipRequests.sync(membership(index, generationOffBy), "consumer", "range", assignments);
    }

    ClientRequest heartbeat(int index, int generationOffBy) {
        return MembershipRequests.heartbeat(membership(index, generationOffBy));
    }

    ClientRequest commit(int index, OffsetToCommit offset) {
        return OffsetRequests.commit(membership(index, 0), List.of(offset));
    }

    /**
     * A LeaveGroup request.
     *
     * @param byInstance whether static members are named by their instance ids
     */
    ClientRequest leave(boolean byInstance, List<Integer> leaving) {
        return MembershipRequests.leave(
                group,
                leaving.stream()
                        .map(actors::get)
                        .map(actor -> byInstance && actor.instanceId != null
                                ? Leaver.instance(actor.instanceId)
                                : Leaver.member(actor.identity.memberId()))
                        .toArray(Leaver[]::new));
    }

    /** Sends a request of an actor, who then waits for the answer. */
    void send(int index, ClientRequest request, int version) {
        Actor actor = actors.get(index);
        actor.waiting = new Waiting(request, actor.connection.send(request, version));
    }

    /** The answer to what an actor has sent, in a form that can be compared; empty if it does not come in time. */
    Optional<String> receive(int index, Duration limit) {
        Actor actor = actors.get(index);
        Waiting waiting = actor.waiting;
        if (waiting == null) {
            return Optional.empty();
        }
        Exchange exchange;
        try {
            exchange = actor.connection.receive(waiting.correlationId(), limit);
        } catch (ResponseTimeout e) {
            return Optional.empty();
        }
        actor.waiting = null;
        Message answer = Connection.decode(exchange);
        if (waiting.request().api().name().equals("JoinGroup")) {
            joined(actor, answer);
        }
        return Optional.of(waiting.request().api().name() + " " + form(answer));
    }

    private void joined(Actor actor, Message answer) {
        String id = answer.getString("MemberId");
        String before = actor.identity.memberId();
        if (!id.isEmpty() && !id.equals(before)) {
            names.putIfAbsent(id, "member-" + names.size());
            actor.former = before.isEmpty() ? actor.former : actor.identity;
            actor.identity = actor.identity.named(id);
        }
        if (answer.getInt("ErrorCode") == ErrorCode.MEMBER_ID_REQUIRED.code()) {
            pending.add(id);
        }
        if (answer.getInt("ErrorCode") == 0) {
            pending.remove(id);
            actor.identity = new Identity(
                    id,
                    answer.getInt("GenerationId"),
                    answer.getStructs("Members").stream()
                            .map(member -> member.getString("MemberId"))
                            .toList());
        }
    }

    /** An answer with the names of members in place of their ids. */
    String form(Message answer) {
        // Sorted again, because the order of members was that of their ids.
        return Stream.of(named(FORM.of(answer)).split("[{}]", -1))
                .filter(struct -> !struct.isBlank() && !struct.equals(", "))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named.replaceAll(UNTOLD_ID, "untold");
    }

    @Override
    public void close() {
        stage.close();
    }
}
