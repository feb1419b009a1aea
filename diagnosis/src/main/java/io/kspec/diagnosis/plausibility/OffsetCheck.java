package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks offsets and timestamps in ListOffsets, OffsetFetch and Produce. */
final class OffsetCheck implements ResponseCheck {
    /** 2001-09-09 in milliseconds; no log has that many records. */
    private static final long EARLIEST_TIMESTAMP = 1_000_000_000_000L;
    /**
     * What a time that was never set becomes: Go and .NET count from the year 1, and Go's nanoseconds of that year do not
     * fit into an int64.
     */
    private static final Map<Long, String> ZERO_TIMES = Map.of(
            -62_135_596_800_000L, "is 0001-01-01: the zero time of Go or .NET, a time that was never set",
            -62_135_596_800L, "is 0001-01-01 in seconds: the zero time of Go or .NET, a time that was never set",
            -6_795_364_578_871L, "is Go's zero time, UnixNano() / 1000000: a time that was never set, and overflows",
            -6_795_364_578_871_345_152L, "is Go's zero time, UnixNano(): a time that was never set, and overflows");

    /** 2100-01-01 in milliseconds. */
    private static final long LATEST_TIMESTAMP = 4_102_444_800_000L;

    @Override
    public void check(PlausibilityContext context) {
        if (context.is("ListOffsets")) {
            String timestamp = asksForSmallTimestamp(context.request()) ? "" : "Timestamp";
            partitions(context, "Topics", "Partitions", "Offset", timestamp);
        } else if (context.is("OffsetFetch")) {
            partitions(context, "Topics", "Partitions", "CommittedOffset", "");
            PlausibilityContext.each(
                    context.body(),
                    "",
                    "Groups",
                    (group, path) -> topics(context, group, path, "Topics", "Partitions", "CommittedOffset", ""));
        } else if (context.is("Produce")) {
            partitions(context, "Responses", "PartitionResponses", "BaseOffset", "LogAppendTimeMs");
        }
    }

    /** Records may have been written with small timestamps on purpose, and a client that looks for one knows. */
    private static boolean asksForSmallTimestamp(@Nullable Message request) {
        return request != null
                && request.getStructs("Topics").stream()
                        .flatMap(topic -> topic.getStructs("Partitions").stream())
                        .mapToLong(partition -> partition.getLong("Timestamp"))
                        .anyMatch(timestamp -> timestamp >= 0 && timestamp < EARLIEST_TIMESTAMP);
    }

    private static void partitions(
            PlausibilityContext context, String topics, String partitions, String offset, String timestamp) {
        topics(context, context.body(), "", topics, partitions, offset, timestamp);
    }

    private static void topics(
            PlausibilityContext context,
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
                    if (partition.has("ErrorCode") && partition.getShort("ErrorCode") != 0) {
                        return; // clients read nothing but the error
                    }
                    if (partition.has(offset)) {
                        offset(context, partition.getLong(offset), in + "." + offset);
                    }
                    if (!timestamp.isEmpty() && partition.has(timestamp)) {
                        timestamp(context, partition.getLong(timestamp), in + "." + timestamp);
                    }
                }));
    }

    static void offset(PlausibilityContext context, long offset, String path) {
        if (offset < -1) {
            context.report(ImplausibleKind.OFFSET_IMPOSSIBLE, path, "the offset is " + offset);
        } else if (offset >= EARLIEST_TIMESTAMP) {
            context.report(
                    ImplausibleKind.OFFSET_IS_TIMESTAMP,
                    path,
                    "the offset " + offset + " looks like a time in " + unit(offset) + " since 1970");
        }
    }

    static void timestamp(PlausibilityContext context, long timestamp, String path) {
        if (timestamp != -1 && (timestamp < EARLIEST_TIMESTAMP || timestamp >= LATEST_TIMESTAMP)) {
            context.report(
                    ImplausibleKind.TIMESTAMP_IMPLAUSIBLE,
                    path,
                    "the timestamp " + timestamp + " " + meaning(timestamp));
        }
    }

    private static String meaning(long timestamp) {
        if (timestamp >= LATEST_TIMESTAMP) {
            return "looks like " + unit(timestamp) + " since 1970, not milliseconds";
        }
        if (timestamp >= 0) {
            return "looks like an offset or seconds, not milliseconds since 1970";
        }
        return Optional.ofNullable(ZERO_TIMES.get(timestamp))
                .orElse("is before 1970, and the only negative timestamp of Kafka here is -1");
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
