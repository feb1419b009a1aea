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
    /** How long a request is repeated whose answer may need time on another broker. */
    private static final String WITHIN = "20s";
    /** The requests that may be sent again until their answers are as expected. */
    private static final Set<String> REPEATABLE = Set.of(
            "Metadata",
            "FindCoordinator",
            "JoinGroup",
            "OffsetFetch",
            "ListOffsets",
            "InitProducerId",
            "DescribeCluster",
            "DescribeGroups");

    private static final String PRODUCE = "Produce";
    /** The last version of Produce that names topics rather than giving their ids. */
    private static final int LAST_BY_NAME = 12;

    private static final String WRITER = "before";
    private static final String CONSUMERS = "GroupId";

    public ScenarioText {
        remarks = List.copyOf(remarks);
    }

    /**
     * Makes a scenario.
     *
     * @param name the scenario's name, of lower-case letters, digits and dashes
     * @throws IllegalArgumentException if no call of the session can be a step
     */
    public static ScenarioText of(RecordedSession session, String name) {
        StepSelection selection = StepSelection.of(session.calls());
        if (selection.steps().isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a recording with requests that scenarios can play, found none among "
                            + session.calls().size());
        }
        return new Maker(session, selection).text(name);
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

        Maker(RecordedSession session, StepSelection selection) {
            this.session = session;
            this.selection = selection;
            this.names = SessionNames.of(selection.all());
            this.offsets = PartitionOffsets.of(selection.steps(), names);
            this.captured = new CapturedValues(names);
            this.requests = new RequestText(names, captured, offsets, topicIds);
        }

        ScenarioText text(String name) {
            selection.steps().forEach(step -> ranges.merge(step.api(), VersionRange.of(step), VersionRange::intersect));
            selection.steps().forEach(this::add);
            List<Map<String, Object>> before = before();
            Map<String, Object> scenario = new LinkedHashMap<>();
            scenario.put("name", name);
            scenario.put(
                    "description",
                    "Made of a recording of " + session.header().started() + " with "
                            + session.calls().size() + " requests.");
            scenario.put("source", Map.of("client", String.join(", ", roles)));
            List<String> all = new ArrayList<>(before.isEmpty() ? List.of() : List.of(WRITER));
            all.addAll(roles);
            scenario.put("roles", all);
            Map<String, Object> topics = new LinkedHashMap<>();
            names.topics()
                    .forEach((topic, variable) -> topics.put(variable, Map.of("partitions", names.partitions(topic))));
            put(scenario, "topics", topics);
            put(scenario, "names", new ArrayList<>(names.names().values()));
            Map<String, Object> versions = new LinkedHashMap<>();
            ranges.forEach((api, range) -> versions.put(api.name(), range.text()));
            scenario.put("versions", versions);
            before.addAll(steps);
            scenario.put("steps", before);
            return new ScenarioText(dump(scenario), remarks());
        }

        private static void put(Map<String, Object> scenario, String key, Object value) {
            boolean empty =
                    value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof List<?> list && list.isEmpty();
            if (!empty) {
                scenario.put(key, value);
            }
        }

        private static String dump(Object scenario) {
            return new Dump(DumpSettings.builder()
                            .setDefaultFlowStyle(FlowStyle.AUTO)
                            .setWidth(LINE_WIDTH)
                            .setIndicatorIndent(2)
                            .setIndentWithIndicator(true)
                            .setDereferenceAliases(true)
                            .build())
                    .dumpToString(scenario);
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
            step.put("name", recorded.role() + ": " + recorded.api().name());
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
            }
            put(step, "body", body);
            if (recorded.response() == null) {
                step.put("one-way", true);
            } else {
                Map<String, Object> expected = expected(recorded.response(), range);
                put(step, "expect", expected);
                boolean repeatable = REPEATABLE.contains(recorded.api().name())
                        || (recorded.is("Fetch") && FetchSessions.isRepeatable(recorded));
                if (repeatable && !expected.isEmpty()) {
                    step.put("within", WITHIN);
                }
            }
            captured.brought(recorded, range, step);
            steps.add(step);
        }

        private Map<String, Object> expected(Message response, VersionRange range) {
            Map<String, Object> expected = new LinkedHashMap<>();
            ErrorCodes.of(response)
                    .forEach((path, code) ->
                            expected.put(range.isInAllResponses(path) ? path : path + "?", ErrorCodes.text(code)));
            List<Message> topics = range.api().name().equals("Fetch") ? response.getStructs("Responses") : List.of();
            if (topics.size() == 1 && topics.get(0).getStructs("Partitions").size() == 1) {
                List<Record> records =
                        FetchedRecords.in(topics.get(0).getStructs("Partitions").get(0));
                if (!records.isEmpty()) {
                    String first = "Responses[0].Partitions[0].Records[0].";
                    Object key = BytesText.of(records.get(0).key());
                    Object value = BytesText.of(records.get(0).value());
                    if (key != null) {
                        expected.put(first + "Key", key);
                    }
                    if (value != null) {
                        expected.put(first + "Value", value);
                    }
                }
            }
            return expected;
        }

        /** Which broker a request goes to; null for the target. */
        private @Nullable Map<String, Object> destination(SessionStep step) {
            Message request = step.request();
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
            step.put("within", WITHIN);
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
            partition.put(
                    "Records",
                    Map.of("records", records.stream().map(BytesText::record).toList()));
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
