package io.kspec.recorder.scenario;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.recorder.RecordedSession;
import io.kspec.scenarios.InvalidScenarioException;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A recorded session as a scenario: the same requests in the same order, with variables for topics, groups, member ids,
 * generations, producer ids, fetch sessions, topic ids and offsets, and with the error codes and first records of the responses
 * as expectations. Each request is sent at the recorded version, or at the highest below that the broker supports.
 *
 * @param yaml the file
 * @param remarks what was left out, and what may not play the same way, for humans
 */
public record ScenarioText(String yaml, List<String> remarks) {
    private static final int LINE_WIDTH = 120;
    /** How long requests are repeated whose answers may need time on another broker. */
    private static final String RETRY = "20s";
    /** How long a Fetch that finds nothing waits for records, which do not come this time either. */
    private static final int IDLE_WAIT_MS = 10;

    private static final String PRODUCE = "Produce";
    /** The last version of Produce that names topics rather than giving their ids. */
    private static final int LAST_BY_NAME = 12;

    /** Members of groups of KIP-848 commit from this version on; before, brokers reject them. */
    private static final int FIRST_COMMIT_BY_EPOCH = 9;

    private static final String WRITER = "before";
    private static final String CONSUMERS = "GroupId";
    private static final List<String> TRANSACTIONS = List.of("TransactionalId", "V3AndBelowTransactionalId");
    /** What the coordinator of a transactional producer is asked for, by its transactional id. */
    private static final Set<String> TRANSACTIONAL =
            Set.of("InitProducerId", "AddPartitionsToTxn", "AddOffsetsToTxn", "EndTxn");

    public ScenarioText {
        remarks = List.copyOf(remarks);
    }

    /**
     * Makes a scenario.
     *
     * @throws IllegalArgumentException if no call of the session can be a step
     */
    public static ScenarioText of(RecordedSession session, ScenarioLabel label) {
        StepSelection selection = StepSelection.of(session.calls());
        if (selection.steps().isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a recording with requests that scenarios can play, found none among "
                            + session.calls().size());
        }
        Maker draft = new Maker(session, selection, label, Map.of());
        ScenarioText text = draft.text();
        Map<ApiSpec, Integer> floors = draft.captured.floors();
        return floors.isEmpty() ? text : new Maker(session, selection, label, floors).text();
    }

    /**
     * The scenario that the text describes.
     *
     * @throws InvalidScenarioException if it is none
     */
    public Scenario scenario(String file) {
        return ScenarioReader.read(file, yaml);
    }

    /** Makes one scenario. */
    private static final class Maker {
        private final RecordedSession session;
        private final StepSelection selection;
        private final ScenarioLabel label;
        private final Map<ApiSpec, Integer> floors;
        private final BytesText texts;
        private final SessionNames names;
        private final PartitionOffsets offsets;
        private final CapturedValues captured;
        private final FetchSessions fetchSessions = new FetchSessions();
        private final Map<String, String> topicIds = new LinkedHashMap<>();
        private final Map<ApiSpec, VersionRange> ranges = new LinkedHashMap<>();
        private final Map<String, Map<String, Object>> leaders = new LinkedHashMap<>();
        private final List<Map<String, Object>> steps = new ArrayList<>();
        private final Set<String> roles = new LinkedHashSet<>();
        private final RequestText requests;
        private final ExpectedValues expectedValues;

        /**
         * @param floors the lowest versions of APIs whose responses bring what later requests send back
         */
        Maker(RecordedSession session, StepSelection selection, ScenarioLabel label, Map<ApiSpec, Integer> floors) {
            this.session = session;
            this.selection = selection;
            this.label = label;
            this.floors = floors;
            this.texts = new BytesText(label.abridged());
            this.names = SessionNames.of(selection.all());
            this.offsets = PartitionOffsets.of(selection.steps(), names);
            this.captured = new CapturedValues(names);
            this.requests = new RequestText(names, captured, offsets, topicIds, texts);
            this.expectedValues = new ExpectedValues(names, offsets, captured, requests);
        }

        ScenarioText text() {
            selection.steps().forEach(step -> ranges.merge(step.api(), VersionRange.of(step), VersionRange::intersect));
            ranges.replaceAll((api, range) -> range.from(floor(api)));
            selection.steps().forEach(this::add);
            List<Map<String, Object>> before = before();
            Map<String, Object> scenario = new LinkedHashMap<>();
            scenario.put("name", label.name());
            scenario.put("description", Objects.requireNonNullElseGet(label.description(), this::recording));
            scenario.put(
                    "source", Map.of("client", Objects.requireNonNullElse(label.client(), String.join(", ", roles))));
            List<String> all = new ArrayList<>(before.isEmpty() ? List.of() : List.of(WRITER));
            all.addAll(roles);
            scenario.put("roles", all);
            if (all.size() == 1) {
                steps.forEach(step -> step.remove("role"));
            }
            Map<String, Object> topics = new LinkedHashMap<>();
            names.topics().forEach((topic, variable) -> topics.put(variable, topic(topic)));
            put(scenario, "topics", topics);
            put(scenario, "names", new ArrayList<>(names.names().values()));
            Map<String, Object> versions = new LinkedHashMap<>();
            ranges.forEach((api, range) -> versions.put(api.name(), range.text()));
            scenario.put("versions", versions);
            scenario.put("retry", RETRY);
            before.addAll(steps);
            scenario.put("steps", before);
            return new ScenarioText(dump(scenario), remarks());
        }

        private int floor(ApiSpec api) {
            boolean byEpoch = api.name().equals("OffsetCommit")
                    && selection.steps().stream().anyMatch(step -> step.is("ConsumerGroupHeartbeat"));
            return Math.max(floors.getOrDefault(api, 0), byEpoch ? FIRST_COMMIT_BY_EPOCH : 0);
        }

        private String recording() {
            return "Made of a recording of " + session.header().started() + " with "
                    + session.calls().size() + " requests.";
        }

        private Map<String, Object> topic(String topic) {
            return names.isCreated(topic) ? Map.of("create", false) : Map.of("partitions", names.partitions(topic));
        }

        private static void put(Map<String, Object> scenario, String key, Object value) {
            boolean empty =
                    value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof List<?> list && list.isEmpty();
            if (!empty) {
                scenario.put(key, value);
            }
        }

        private static String dump(Object scenario) {
            DumpSettings settings = DumpSettings.builder()
                    .setDefaultFlowStyle(FlowStyle.AUTO)
                    .setWidth(LINE_WIDTH)
                    .setIndicatorIndent(2)
                    .setIndentWithIndicator(true)
                    .setDereferenceAliases(true)
                    .build();
            return new Dump(settings, new FlowList.Representer(settings)).dumpToString(scenario);
        }

        private List<String> remarks() {
            List<String> remarks = new ArrayList<>();
            selection
                    .leftOut()
                    .forEach((what, count) ->
                            remarks.add("left out: " + what + (count == 1 ? "" : ", " + count + " times")));
            if (!offsets.isWhole()) {
                remarks.add("records are missing between those that were fetched, so that offsets may differ");
            }
            return remarks;
        }

        private void add(SessionStep recorded) {
            VersionRange range = ranges.getOrDefault(recorded.api(), VersionRange.of(recorded));
            roles.add(recorded.role());
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("role", recorded.role());
            step.put(
                    recorded.response() == null ? "send" : "request",
                    recorded.api().name());
            Map<String, Object> destination = destination(recorded);
            if (destination != null) {
                step.put("to", destination);
            }
            Map<String, Object> body = requests.of(recorded, range);
            if (recorded.is("Fetch")) {
                fetchSessions.number(recorded, body);
                if (recorded.findsNoRecords()) {
                    body.computeIfPresent("MaxWaitMs", (field, recordedWait) -> IDLE_WAIT_MS);
                }
            }
            put(step, "body", body);
            if (recorded.response() == null) {
                step.put("one-way", true);
            } else {
                put(step, "expect", expectedValues.of(recorded, recorded.response(), range));
            }
            captured.brought(recorded, range, step);
            steps.add(step);
        }

        /** Which broker a request goes to; null for the target. */
        private @Nullable Map<String, Object> destination(SessionStep step) {
            Message request = step.request();
            Map<String, Object> coordinator = TRANSACTIONAL.contains(step.api().name()) ? transactions(request) : null;
            if (coordinator != null) {
                return coordinator;
            }
            String group = group(request);
            if (group != null) {
                return Map.of("coordinator", names.text(CONSUMERS, group));
            }
            Map<String, Object> leader =
                    switch (step.api().name()) {
                        case PRODUCE -> leader(request, "TopicData", "PartitionData", "Index");
                        case "Fetch" -> leader(request, "Topics", "Partitions", "Partition");
                        case "ListOffsets" -> leader(request, "Topics", "Partitions", "PartitionIndex");
                        case "OffsetForLeaderEpoch" -> leader(request, "Topics", "Partitions", "Partition");
                        case "DeleteRecords" -> leader(request, "Topics", "Partitions", "PartitionIndex");
                        default -> null;
                    };
            if (step.is("Fetch")) {
                // what goes on in a fetch session may name no partition
                return leader == null
                        ? leaders.get(step.role())
                        : leaders.merge(step.role(), leader, (old, now) -> now);
            }
            return leader;
        }

        private @Nullable Map<String, Object> transactions(Message request) {
            for (String field : TRANSACTIONS) {
                if (request.has(field) && request.get(field) instanceof String id) {
                    return Map.of("transaction-coordinator", names.text(field, id));
                }
            }
            List<Message> several = request.has("Transactions") ? request.getStructs("Transactions") : List.of();
            return several.isEmpty() ? null : transactions(several.get(0));
        }

        private static @Nullable String group(Message request) {
            if (request.has(CONSUMERS) && request.get(CONSUMERS) instanceof String group) {
                return group.isEmpty() ? null : group;
            }
            if (request.spec().find("Groups") != null
                    && request.spec().field("Groups").type().isStructArray()) {
                return request.getStructs("Groups").stream()
                        .filter(each -> each.has(CONSUMERS))
                        .map(each -> each.getString(CONSUMERS))
                        .findFirst()
                        .orElse(null);
            }
            return null;
        }

        private @Nullable Map<String, Object> leader(
                Message request, String topics, String partitions, String partition) {
            for (Message topic : request.getStructs(topics)) {
                String name = names.topicOf(topic);
                if (name != null && !topic.getStructs(partitions).isEmpty()) {
                    Map<String, Object> leader = new LinkedHashMap<>();
                    leader.put("leader", "${" + names.topics().get(name) + "}");
                    leader.put("partition", topic.getStructs(partitions).get(0).getInt(partition));
                    return leader;
                }
            }
            return null;
        }

        /** The steps before the recorded ones: they learn the ids of topics, and write what was in the log already. */
        private List<Map<String, Object>> before() {
            List<Map<String, Object>> before = new ArrayList<>();
            Map<PartitionOffsets.Place, List<Record>> missing = offsets.missing();
            Set<String> described = new LinkedHashSet<>(topicIds.keySet());
            if (writesById()) {
                missing.keySet().forEach(place -> described.add(place.topic()));
            }
            described.forEach(topic -> before.add(describe(topic)));
            missing.forEach((place, records) -> before.add(write(place, records)));
            return before;
        }

        private Map<String, Object> describe(String topic) {
            versions("Metadata", 10, 12);
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("name", "learn the id of the topic");
            step.put("role", WRITER);
            step.put("request", "Metadata");
            step.put(
                    "body",
                    Map.of(
                            "Topics",
                            List.of(Map.of("Name", "${" + names.topics().get(topic) + "}"))));
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("Topics[0].ErrorCode", "NONE");
            expected.put("Topics[0].Partitions[0].ErrorCode", "NONE");
            step.put("expect", expected);
            String id = topicIds.computeIfAbsent(
                    topic, key -> names.newVariable(names.topics().get(key) + "-id"));
            CapturedValues.capture(step).put(id, "Topics[0].TopicId?");
            return step;
        }

        private Map<String, Object> write(PartitionOffsets.Place place, List<Record> records) {
            versions(PRODUCE, 3, LAST_BY_NAME);
            String variable = "${" + names.topics().get(place.topic()) + "}";
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("name", "write what was in the log before");
            step.put("role", WRITER);
            step.put("request", PRODUCE);
            Map<String, Object> leader = new LinkedHashMap<>();
            leader.put("leader", variable);
            leader.put("partition", place.partition());
            step.put("to", leader);
            Map<String, Object> partition = new LinkedHashMap<>();
            partition.put("Index", place.partition());
            partition.put("Records", Map.of("records", texts.list(records)));
            Map<String, Object> topic = new LinkedHashMap<>();
            topic.put(writesById() ? "Name?" : "Name", variable);
            if (writesById()) {
                topic.put("TopicId?", "${" + topicIds.get(place.topic()) + "}");
            }
            topic.put("PartitionData", List.of(partition));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("Acks", -1);
            body.put("TimeoutMs", 10_000);
            body.put("TopicData", List.of(topic));
            step.put("body", body);
            step.put("expect", Map.of("Responses[0].PartitionResponses[0].ErrorCode", "NONE"));
            return step;
        }

        /** Whether the session sends records by the ids of topics, so that the steps before do too. */
        private boolean writesById() {
            VersionRange range = ranges.get(Catalog.standard().api(PRODUCE));
            return range != null && range.highest() > LAST_BY_NAME;
        }

        /** The versions of an API that only the steps before use. */
        private void versions(String api, int lowest, int highest) {
            ranges.computeIfAbsent(Catalog.standard().api(api), key -> new VersionRange(key, lowest, highest));
        }
    }
}
