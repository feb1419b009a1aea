package io.kspec.suite.session;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.TopicRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Removes every topic and group whose name begins with the run's prefix. */
final class CleanUp {
    private static final int TIMEOUT_MS = 10_000;
    /** How many topics or groups a request removes at most: on a busy machine, a thousand may take longer than one is awaited. */
    private static final int AT_ONCE = 100;

    private static final Set<Short> GONE =
            Set.of(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(), ErrorCode.GROUP_ID_NOT_FOUND.code());

    private final Stage stage;
    private final Role role;
    private final String prefix;
    private final List<String> left = new ArrayList<>();

    CleanUp(Stage stage, String prefix) {
        this.stage = stage;
        this.role = stage.role("clean-up");
        this.prefix = prefix;
    }

    /** Returns what could not be removed. */
    List<String> run() {
        attempt("topics", this::deleteTopics);
        attempt("groups", this::deleteGroups);
        leaveTheUnnamedGroup();
        return left;
    }

    private void attempt(String what, Runnable removal) {
        try {
            removal.run();
        } catch (StageFailure e) {
            left.add(what + " " + prefix + "-* (" + e.getMessage() + ")");
            role.disconnect();
        }
    }

    private void deleteTopics() {
        OptionalInt metadata = stage.bestCommonVersion("Metadata");
        if (metadata.isEmpty()) {
            return;
        }
        List<String> topics = role.ask(MetadataRequests.allTopics(), metadata.getAsInt()).getStructs("Topics").stream()
                .map(topic -> topic.getNullableString("Name"))
                .filter(Objects::nonNull)
                .filter(name -> name.startsWith(prefix))
                .toList();
        OptionalInt delete = stage.bestCommonVersion("DeleteTopics");
        if (topics.isEmpty()) {
            return;
        }
        if (delete.isEmpty()) {
            keepAll(topics, "topic", "DeleteTopics");
            return;
        }
        List<Message> results =
                inParts(topics, part -> role.ask(TopicRequests.delete(TIMEOUT_MS, part), delete.getAsInt())
                        .getStructs("Responses"));
        keepRefused(results, "Name", topics);
    }

    private void deleteGroups() {
        OptionalInt list = stage.bestCommonVersion("ListGroups");
        OptionalInt delete = stage.bestCommonVersion("DeleteGroups");
        if (list.isEmpty()) {
            return;
        }
        List<String> groups = role.ask(GroupRequests.list(), list.getAsInt()).getStructs("Groups").stream()
                .map(group -> group.getString("GroupId"))
                .filter(name -> name.startsWith(prefix))
                .toList();
        if (groups.isEmpty()) {
            return;
        }
        if (delete.isEmpty()) {
            keepAll(groups, "group", "DeleteGroups");
            return;
        }
        List<Message> results = deleteGroups(groups, delete.getAsInt());
        List<String> inUse = results.stream()
                .filter(result -> result.getShort("ErrorCode") == ErrorCode.NON_EMPTY_GROUP.code())
                .map(result -> result.getString("GroupId"))
                .toList();
        if (!inUse.isEmpty()) {
            new Eviction(stage, role).ofAll(inUse);
            results = deleteGroups(groups, delete.getAsInt());
        }
        keepRefused(results, "GroupId", groups);
    }

    /** A target that admits members to the group "" keeps them until their sessions end. */
    private void leaveTheUnnamedGroup() {
        Eviction eviction = new Eviction(stage, role);
        try {
            eviction.ofClients("", prefix);
            left.addAll(eviction.remaining("", prefix).stream()
                    .map(member -> "member " + member + " of the group \"\"")
                    .toList());
        } catch (StageFailure unknown) {
            role.disconnect(); // a target that cannot describe the group has hardly admitted anybody
        }
    }

    private List<Message> deleteGroups(List<String> groups, int version) {
        return inParts(
                groups, part -> role.ask(GroupRequests.delete(part), version).getStructs("Results"));
    }

    private static List<Message> inParts(List<String> names, Function<List<String>, List<Message>> removal) {
        List<Message> results = new ArrayList<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            results.addAll(removal.apply(names.subList(from, Math.min(from + AT_ONCE, names.size()))));
        }
        return results;
    }

    /** Counts what there is no way to remove: there is one in nearly every case. */
    private void keepAll(List<String> names, String what, String api) {
        left.add((names.size() == 1 ? "1 " + what : names.size() + " " + what + "s") + " " + prefix
                + "-* (the target does not advertise " + api + ")");
    }

    private void keepRefused(List<Message> results, String nameField, List<String> names) {
        Set<String> removed = results.stream()
                .filter(result -> result.getShort("ErrorCode") == 0 || GONE.contains(result.getShort("ErrorCode")))
                .map(result -> result.getNullableString(nameField))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        names.stream().filter(name -> !removed.contains(name)).forEach(left::add);
    }
}
