package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offsets and timestamps of ListOffsets, OffsetFetch and Produce. */
final class OffsetCheck implements ResponseCheck {
    /** 2001-09-09 in milliseconds; and no log is as long. */
    private static final long EARLIEST_TIMESTAMP = 1_000_000_000_000L;
    /** 2100-01-01 in milliseconds. */
    private static final long LATEST_TIMESTAMP = 4_102_444_800_000L;

    @Override
    public void check(PlausibilityContext testimony) {
        if (testimony.is("ListOffsets")) {
            String timestamp = asksForSmallTimestamp(testimony.request()) ? "" : "Timestamp";
            partitions(testimony, "Topics", "Partitions", "Offset", timestamp);
        } else if (testimony.is("OffsetFetch")) {
            partitions(testimony, "Topics", "Partitions", "CommittedOffset", "");
            PlausibilityContext.each(
                    testimony.body(),
                    "",
                    "Groups",
                    (group, path) -> topics(testimony, group, path, "Topics", "Partitions", "CommittedOffset", ""));
        } else if (testimony.is("Produce")) {
            partitions(testimony, "Responses", "PartitionResponses", "BaseOffset", "LogAppendTimeMs");
        }
    }

    /** Records may well have been written with timestamps that are none: whoever asks for such knows. */
    private static boolean asksForSmallTimestamp(@Nullable Message request) {
        return request != null
                && request.getStructs("Topics").stream()
                        .flatMap(topic -> topic.getStructs("Partitions").stream())
                        .mapToLong(partition -> partition.getLong("Timestamp"))
                        .anyMatch(timestamp -> timestamp >= 0 && timestamp < EARLIEST_TIMESTAMP);
    }

    private static void partitions(
            PlausibilityContext testimony, String topics, String partitions, String offset, String timestamp) {
        topics(testimony, testimony.body(), "", topics, partitions, offset, timestamp);
    }

    private static void topics(
            PlausibilityContext testimony,
            Message parent,
            String path,
            String topics,
            String partitions,
            String offset,
            String timestamp) {
        PlausibilityContext.each(
                parent,
                path,
                topics,
                (topic, at) -> PlausibilityContext.each(topic, at, partitions, (partition, in) -> {
                    if (partition.has(offset)) {
                        offset(testimony, partition.getLong(offset), in + "." + offset);
                    }
                    if (!timestamp.isEmpty() && partition.has(timestamp)) {
                        timestamp(testimony, partition.getLong(timestamp), in + "." + timestamp);
                    }
                }));
    }

    static void offset(PlausibilityContext testimony, long offset, String path) {
        if (offset < -1) {
            testimony.report(ImplausibleKind.OFFSET_IMPOSSIBLE, path, "the offset " + offset);
        } else if (offset >= EARLIEST_TIMESTAMP) {
            testimony.report(
                    ImplausibleKind.OFFSET_IS_TIMESTAMP,
                    path,
                    "the offset " + offset + " looks like a time in " + unit(offset) + " since 1970");
        }
    }

    static void timestamp(PlausibilityContext testimony, long timestamp, String path) {
        if (timestamp != -1 && (timestamp < EARLIEST_TIMESTAMP || timestamp >= LATEST_TIMESTAMP)) {
            testimony.report(
                    ImplausibleKind.TIMESTAMP_IMPLAUSIBLE,
                    path,
                    "the timestamp " + timestamp
                            + (timestamp >= LATEST_TIMESTAMP
                                    ? " looks like " + unit(timestamp) + " since 1970, not milliseconds"
                                    : " looks like an offset or seconds, not milliseconds since 1970"));
        }
    }

    private static String unit(long time) {
        if (time < LATEST_TIMESTAMP) {
            return "milliseconds";
        }
        return time < LATEST_TIMESTAMP * 1000 ? "microseconds" : "nanoseconds";
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        Set<ImplausibleKind> kinds = EnumSet.noneOf(ImplausibleKind.class);
        StructSpec body = api.response(version).struct();
        boolean offsets =
                switch (api.name()) {
                    case "ListOffsets" -> FieldSearch.has(body, "Offset");
                    case "OffsetFetch", "Produce" -> true;
                    default -> false;
                };
        if (offsets) {
            kinds.add(ImplausibleKind.OFFSET_IMPOSSIBLE);
            kinds.add(ImplausibleKind.OFFSET_IS_TIMESTAMP);
        }
        if (offsets && (FieldSearch.has(body, "Timestamp") || FieldSearch.has(body, "LogAppendTimeMs"))) {
            kinds.add(ImplausibleKind.TIMESTAMP_IMPLAUSIBLE);
        }
        return kinds;
    }
}
