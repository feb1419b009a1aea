package io.kspec.recorder.scenario;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import java.util.List;
import java.util.Optional;

/** The records in responses to Fetch, and in requests of Produce. */
final class FetchedRecords {
    private FetchedRecords() {}

    /** Whether a response to Fetch has records. */
    static boolean areIn(Message response) {
        return response.getStructs("Responses").stream()
                .flatMap(topic -> topic.getStructs("Partitions").stream())
                .anyMatch(partition -> !in(partition).isEmpty());
    }

    /**
     * The records of a partition, in a structure that has them in a field of that name, without the markers of transactions;
     * empty if they cannot be read.
     */
    static List<Record> in(Message partition) {
        try {
            return batches(partition).stream()
                    .filter(batch -> !batch.isControl())
                    .flatMap(batch -> batch.records().stream())
                    .toList();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    /** The first record of a partition from an offset on, if there is one and the partition does not begin with a marker. */
    static Optional<Record> from(Message partition, long offset) {
        List<Record> records = in(partition);
        return records.isEmpty() || batches(partition).get(0).isControl()
                ? Optional.empty()
                : records.stream().filter(record -> record.offset() >= offset).findFirst();
    }

    private static List<Batch> batches(Message partition) {
        Bytes field = partition.getNullableBytes("Records");
        return field == null || field.isEmpty()
                ? List.of()
                : Records.readFetched(field).batches();
    }
}
