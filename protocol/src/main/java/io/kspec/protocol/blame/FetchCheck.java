package io.kspec.protocol.blame;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.Message;

/** Watermarks and records of Fetch. */
final class FetchCheck implements OddityCheck {

    @Override
    public void check(Testimony testimony) {
        if (testimony.is("Fetch")) {
            Testimony.each(
                    testimony.body(),
                    "",
                    "Responses",
                    (topic, path) -> Testimony.each(
                            topic, path, "Partitions", (partition, at) -> partition(testimony, topic, partition, at)));
        }
    }

    private static void partition(Testimony testimony, Message topic, Message partition, String path) {
        boolean failed = partition.getShort("ErrorCode") != 0;
        if (!failed) {
            watermarks(testimony, partition, path);
        }
        Bytes records = partition.getNullableBytes("Records");
        String at = path + ".Records";
        if (records == null) {
            testimony.report(OddityKind.RECORDS_NULL, at, "null for no records; Kafka writes an empty field");
            return;
        }
        if (records.isEmpty()) {
            return;
        }
        if (partition.has("PreferredReadReplica") && partition.getInt("PreferredReadReplica") >= 0) {
            testimony.report(
                    OddityKind.READ_REPLICA_WITH_RECORDS,
                    path + ".PreferredReadReplica",
                    "broker " + partition.getInt("PreferredReadReplica")
                            + " is to be read from, and yet there are records");
        }
        long asked = FetchedOffsets.asked(testimony.request(), topic, partition.getInt("PartitionIndex"));
        new RecordsCheck(testimony, at, records).check(asked);
    }

    private static void watermarks(Testimony testimony, Message partition, String path) {
        long high = partition.getLong("HighWatermark");
        OffsetCheck.offset(testimony, high, path + ".HighWatermark");
        if (partition.has("LogStartOffset")) {
            long start = partition.getLong("LogStartOffset");
            if (high >= 0 && start > high) {
                testimony.report(
                        OddityKind.WATERMARK_ORDER,
                        path + ".HighWatermark",
                        "the high watermark " + high + " is below the log start " + start);
            }
        }
        if (partition.has("LastStableOffset")) {
            long stable = partition.getLong("LastStableOffset");
            if (high >= 0 && stable > high) {
                testimony.report(
                        OddityKind.WATERMARK_ORDER,
                        path + ".LastStableOffset",
                        "the last stable offset " + stable + " is above the high watermark " + high);
            }
        }
    }
}
