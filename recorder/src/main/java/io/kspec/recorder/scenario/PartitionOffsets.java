package io.kspec.recorder.scenario;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Record;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of a session lie. A scenario begins with empty partitions, so that what was fetched without having been
 * sent in the session must be written first, and all offsets begin at 0.
 */
final class PartitionOffsets {
    /** A partition of a topic. */
    record Place(String topic, int partition) {}

    private final SessionNames names;
    private final Map<Place, TreeMap<Long, Record>> missing = new LinkedHashMap<>();
    private final Map<Place, Long> first = new HashMap<>();
    private final Map<Place, TreeMap<Long, Integer>> sent = new HashMap<>();

    private PartitionOffsets(SessionNames names) {
        this.names = names;
    }

    static PartitionOffsets of(List<SessionStep> steps, SessionNames names) {
        PartitionOffsets offsets = new PartitionOffsets(names);
        steps.forEach(offsets::sent);
        steps.forEach(offsets::fetched);
        offsets.missing.values().removeIf(Map::isEmpty);
        return offsets;
    }

    private void sent(SessionStep step) {
        Message response = step.response();
        if (!step.is("Produce") || response == null) {
            return;
        }
        for (Message topic : response.getStructs("Responses")) {
            for (Message partition : topic.getStructs("PartitionResponses")) {
                String name = names.topicOf(topic);
                long base = partition.getLong("BaseOffset");
                if (name != null && base >= 0) {
                    Place place = new Place(name, partition.getInt("Index"));
                    first.merge(place, base, Math::min);
                    sent.computeIfAbsent(place, at -> new TreeMap<>()).put(base, count(step.request(), place));
                }
            }
        }
    }

    private int count(Message request, Place place) {
        return request.getStructs("TopicData").stream()
                .filter(topic -> place.topic().equals(names.topicOf(topic)))
                .flatMap(topic -> topic.getStructs("PartitionData").stream())
                .filter(partition -> partition.getInt("Index") == place.partition())
                .mapToInt(partition -> FetchedRecords.in(partition).size())
                .sum();
    }

    private void fetched(SessionStep step) {
        Message response = step.response();
        if (!step.is("Fetch") || response == null) {
            return;
        }
        for (Message topic : response.getStructs("Responses")) {
            String name = names.topicOf(topic);
            if (name != null) {
                topic.getStructs("Partitions")
                        .forEach(partition -> fetched(new Place(name, partition.getInt("PartitionIndex")), partition));
            }
        }
    }

    private void fetched(Place place, Message partition) {
        for (Record record : FetchedRecords.in(partition)) {
            first.merge(place, record.offset(), Math::min);
            if (!wasSent(place, record.offset())) {
                missing.computeIfAbsent(place, at -> new TreeMap<>()).put(record.offset(), record);
            }
        }
    }

    private boolean wasSent(Place place, long offset) {
        Map.Entry<Long, Integer> batch =
                sent.getOrDefault(place, new TreeMap<>()).floorEntry(offset);
        return batch != null && offset < batch.getKey() + batch.getValue();
    }

    /** The records to write before the first step, in their order. */
    Map<Place, List<Record>> missing() {
        Map<Place, List<Record>> records = new LinkedHashMap<>();
        missing.forEach((place, known) -> records.put(place, List.copyOf(known.values())));
        return records;
    }

    /** Whether all offsets of a scenario are those of the session, moved by as much in each partition. */
    boolean isWhole() {
        return missing.entrySet().stream().allMatch(entry -> {
            TreeMap<Long, Record> records = entry.getValue();
            long start = first.getOrDefault(entry.getKey(), 0L);
            return records.firstKey() == start && records.lastKey() - start + 1 == records.size();
        });
    }

    /** An offset as it is in the scenario; offsets below 0 mean something else, and stay. */
    long moved(@Nullable Place place, long offset) {
        return offset < 0 || place == null ? offset : Math.max(0, offset - first.getOrDefault(place, 0L));
    }
}
