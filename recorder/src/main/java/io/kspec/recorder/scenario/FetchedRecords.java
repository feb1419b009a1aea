package io.kspec.recorder.scenario;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import java.util.List;

/** The records in responses to Fetch, and in requests of Produce. */
final class FetchedRecords {
    private FetchedRecords() {}

    /** Whether a response to Fetch has records. */
    static boolean areIn(Message response) {
        return response.getStructs("Responses").stream()
                .flatMap(topic -> topic.getStructs("Partitions").stream())
                .anyMatch(partition -> !in(partition).isEmpty());
    }

    /** The records of a partition, in a structure that has them in a field of that name; empty if they cannot be read. */
    static List<Record> in(Message partition) {
        Bytes field = partition.getNullableBytes("Records");
        if (field == null || field.isEmpty()) {
            return List.of();
        }
        try {
            return Records.readFetched(field).records();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }
}
