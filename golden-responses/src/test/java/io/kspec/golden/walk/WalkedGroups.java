package io.kspec.golden.walk;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ResponseTimeout;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import java.time.Duration;
import java.util.ArrayList;
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

    /** Longer than a walk, so that no member expires. */
    private static final int TIMEOUT_MS = 300_000;

    private static final String UNTOLD_ID = "[\\w-]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final ComparableAnswer FORM = new ComparableAnswer(Set.of());

    private final Stage stage;
    private final List<Actor> actors = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private String group = "walked-0";

    /** A client. The last two are static members. */
    static final class Actor {
        final String name;
        final @Nullable String instanceId;
        final Connection connection;
        String memberId = "";
        int generation = -1;
        List<String> members = List.of();

        @Nullable Waiting waiting;

        Actor(int index, Stage stage) {
            name = "actor-" + index;
            instanceId = index >= 2 ? "static-" + index : null;
            connection = stage.role(name).connection();
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
        for (Actor actor : actors) {
            actor.memberId = "";
            actor.generation = -1;
            actor.members = List.of();
        }
    }

    /** Removes whoever is still in the group. */
    void disband() {
        List<Leaver> leavers =
                ask(GroupRequests.describe(group), 5).getStructs("Groups").get(0).getStructs("Members").stream()
                        .map(member -> Leaver.member(member.getString("MemberId")))
                        .toList();
        if (!leavers.isEmpty()) {
            ask(MembershipRequests.leave(group, leavers.toArray(Leaver[]::new)), 4);
        }
    }

    /** Asks as an administrator. */
    Message ask(ClientRequest request, int version) {
        return stage.role("administrator").ask(request, version);
    }

    Membership membership(int index, boolean withInstance) {
        Actor actor = actors.get(index);
        Membership member = Membership.of(group, actor.memberId, actor.generation);
        return withInstance && actor.instanceId != null ? member.instance(actor.instanceId) : member;
    }

    /** A JoinGroup request of an actor, as it is known to the group or as a newcomer. */
    ClientRequest join(int index, boolean newcomer, Map<String, Bytes> protocols) {
        Membership member = membership(index, true);
        Membership sent = newcomer ? new Membership(group, "", -1, member.instanceId()) : member;
        return MembershipRequests.join(sent, new JoinOffer(TIMEOUT_MS, TIMEOUT_MS, "consumer", protocols));
    }

    /** A SyncGroup request, in which a leader assigns to each member. */
    ClientRequest sync(int index, int generationOffBy, Bytes assignment) {
        Actor actor = actors.get(index);
        Membership member = membership(index, true);
        Map<String, Bytes> assignments = new LinkedHashMap<>();
        actor.members.forEach(id -> assignments.put(id, assignment));
        Membership sent =
                new Membership(group, member.memberId(), member.generation() + generationOffBy, member.instanceId());
        return MembershipRequests.sync(sent, "consumer", "range", assignments);
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
        if (!id.isEmpty()) {
            names.putIfAbsent(id, "member-" + names.size());
            actor.memberId = id;
        }
        if (answer.getInt("ErrorCode") == 0) {
            actor.generation = answer.getInt("GenerationId");
            actor.members = answer.getStructs("Members").stream()
                    .map(member -> member.getString("MemberId"))
                    .toList();
        }
    }

    /** An answer with the names of members in place of their ids. */
    String form(Message answer) {
        String text = FORM.of(answer);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        // Sorted again, because the order of members was that of their ids.
        return Stream.of(text.replaceAll(UNTOLD_ID, "untold").split("[{}]", -1))
                .filter(struct -> !struct.isBlank() && !struct.equals(", "))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        stage.close();
    }
}
