package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.EnumSet;
import java.util.Set;

/** Watermarks and records of Fetch. */
final class FetchCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext testimony) {
        if (testimony.is("Fetch")) {
            PlausibilityContext.each(
                    testimony.body(),
                    "",
                    "Responses",
                    (topic, path) -> PlausibilityContext.each(
                            topic, path, "Partitions", (partition, at) -> partition(testimony, topic, partition, at)));
        }
    }

    private static void partition(PlausibilityContext testimony, Message topic, Message partition, String path) {
        boolean failed = partition.getShort("ErrorCode") != 0;
        if (!failed) {
            watermarks(testimony, partition, path);
        }
        Bytes records = partition.getNullableBytes("Records");
        String at = path + ".Records";
        if (records == null) {
            testimony.report(ImplausibleKind.RECORDS_NULL, at, "null for no records; Kafka writes an empty field");
            return;
        }
        if (records.isEmpty()) {
            return;
        }
        if (partition.has("PreferredReadReplica") && partition.getInt("PreferredReadReplica") >= 0) {
            testimony.report(
                    ImplausibleKind.READ_REPLICA_WITH_RECORDS,
                    path + ".PreferredReadReplica",
                    "broker " + partition.getInt("PreferredReadReplica")
                            + " is to be read from, and yet there are records");
        }
        long asked = FetchedOffsets.asked(testimony.request(), topic, partition.getInt("PartitionIndex"));
        new RecordsCheck(testimony, at, records).check(asked);
    }

    private static void watermarks(PlausibilityContext testimony, Message partition, String path) {
        long high = partition.getLong("HighWatermark");
        OffsetCheck.offset(testimony, high, path + ".HighWatermark");
        if (partition.has("LogStartOffset")) {
            long start = partition.getLong("LogStartOffset");
            if (high >= 0 && start > high) {
                testimony.report(
                        ImplausibleKind.WATERMARK_ORDER,
                        path + ".HighWatermark",
                        "the high watermark " + high + " is below the log start " + start);
            }
        }
        if (partition.has("LastStableOffset")) {
            long stable = partition.getLong("LastStableOffset");
            if (high >= 0 && stable > high) {
                testimony.report(
                        ImplausibleKind.WATERMARK_ORDER,
                        path + ".LastStableOffset",
                        "the last stable offset " + stable + " is above the high watermark " + high);
            }
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        if (!api.name().equals("Fetch")) {
            return Set.of();
        }
        Set<ImplausibleKind> kinds = EnumSet.of(
                ImplausibleKind.OFFSET_IMPOSSIBLE,
                ImplausibleKind.OFFSET_IS_TIMESTAMP,
                ImplausibleKind.RECORDS_NULL,
                ImplausibleKind.OFFSETS_NOT_INCREASING,
                ImplausibleKind.CHECKSUM,
                ImplausibleKind.RECORD_COUNT,
                ImplausibleKind.RECORDS_BROKEN,
                ImplausibleKind.TIMESTAMP_IMPLAUSIBLE);
        StructSpec body = api.response(version).struct();
        if (FieldSearch.has(body, "LogStartOffset") || FieldSearch.has(body, "LastStableOffset")) {
            kinds.add(ImplausibleKind.WATERMARK_ORDER);
        }
        if (FieldSearch.has(body, "PreferredReadReplica")) {
            kinds.add(ImplausibleKind.READ_REPLICA_WITH_RECORDS);
        }
        return kinds;
    }
}
