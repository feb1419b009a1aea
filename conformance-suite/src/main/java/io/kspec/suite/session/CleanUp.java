package io.kspec.suite.session;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes from the target every topic and group whose name bears a run's prefix. */
final class CleanUp {
    /** Version 6 of DeleteTopics brought ids beside names. */
    private static final Versions BY_NAME = new Versions(0, 5);

    private static final Versions ALL_TOPICS = new Versions(1, 12);
    private static final Versions ANY = new Versions(0, Short.MAX_VALUE);
    private static final int TIMEOUT_MS = 10_000;
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

    /** What could not be removed. */
    List<String> run() {
        attempt("topics", this::deleteTopics);
        attempt("groups", this::deleteGroups);
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
        int metadata = version("Metadata", ALL_TOPICS);
        int delete = version("DeleteTopics", BY_NAME);
        if (metadata < 0) {
            return;
        }
        List<String> topics =
                role.ask("Metadata", metadata, body -> body.set("Topics", null)).getStructs("Topics").stream()
                        .map(topic -> topic.getNullableString("Name"))
                        .filter(Objects::nonNull)
                        .filter(name -> name.startsWith(prefix))
                        .toList();
        if (topics.isEmpty() || delete < 0) {
            left.addAll(topics);
            return;
        }
        Message answer = role.ask(
                "DeleteTopics", delete, body -> body.set("TopicNames", topics).set("TimeoutMs", TIMEOUT_MS));
        keepRefused(answer.getStructs("Responses"), "Name", topics);
    }

    private void deleteGroups() {
        int list = version("ListGroups");
        int delete = version("DeleteGroups");
        if (list < 0 || delete < 0) {
            return;
        }
        List<String> groups = role.ask("ListGroups", list, body -> {}).getStructs("Groups").stream()
                .map(group -> group.getString("GroupId"))
                .filter(name -> name.startsWith(prefix))
                .toList();
        if (groups.isEmpty()) {
            return;
        }
        List<Message> results = deleteGroups(groups, delete);
        List<String> inUse = results.stream()
                .filter(result -> result.getShort("ErrorCode") == ErrorCode.NON_EMPTY_GROUP.code())
                .map(result -> result.getString("GroupId"))
                .toList();
        if (!inUse.isEmpty()) {
            new Eviction(role, this::version).ofAll(inUse);
            results = deleteGroups(groups, delete);
        }
        keepRefused(results, "GroupId", groups);
    }

    private List<Message> deleteGroups(List<String> groups, int version) {
        return role.ask("DeleteGroups", version, body -> body.set("GroupsNames", groups))
                .getStructs("Results");
    }

    private void keepRefused(List<Message> results, String nameField, List<String> names) {
        Set<String> removed = results.stream()
                .filter(result -> result.getShort("ErrorCode") == 0 || GONE.contains(result.getShort("ErrorCode")))
                .map(result -> result.getNullableString(nameField))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        names.stream().filter(name -> !removed.contains(name)).forEach(left::add);
    }

    private int version(String api) {
        return version(api, ANY);
    }

    private int version(String api, Versions within) {
        Versions common = stage.advertised().common(Catalog.standard().api(api)).intersect(within);
        return common.isEmpty() ? -1 : common.highest();
    }
}
