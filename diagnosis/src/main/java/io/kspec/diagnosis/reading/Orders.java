package io.kspec.diagnosis.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers that must not be below, or above, an earlier number of their structure. */
final class Orders {
    private static final double BROKEN = 10;
    private static final double USUAL = 1;
    private static final double UNUSUAL = 2;

    private static final Map<String, String> FLOORS = Map.of(
            "MaxVersion", "MinVersion",
            "MaxSupportedVersion", "MinSupportedVersion",
            "MaxVersionLevel", "MinVersionLevel",
            "MaxBytes", "MinBytes",
            "LastOffset", "FirstOffset",
            "ExpiryTimestamp", "IssueTimestamp",
            "ExpiryTimestampMs", "IssueTimestampMs",
            "MaxTimestamp", "ExpiryTimestamp",
            "MaxTimestampMs", "ExpiryTimestampMs");
    private static final Map<String, String> CEILINGS =
            Map.of("LastStableOffset", "HighWatermark", "LogStartOffset", "HighWatermark");

    private static final Set<String> BOUNDS =
            Stream.of(FLOORS, CEILINGS).flatMap(each -> each.values().stream()).collect(Collectors.toSet());

    private final Map<String, Long> last = new HashMap<>();

    /** How surprising a number is after those before it; alone it costs the given bits. */
    double bits(String name, long value, double alone) {
        String floor = FLOORS.get(name);
        String ceiling = CEILINGS.get(name);
        Long least = floor == null ? null : last.get(floor);
        Long most = ceiling == null ? null : last.get(ceiling);
        if (BOUNDS.contains(name)) {
            last.put(name, value);
        }
        if (value >= 0 && ((least != null && value < least) || (most != null && most >= 0 && value > most))) {
            return alone + BROKEN;
        }
        return most == null ? alone : belowHighWatermark(name, value, most, alone);
    }

    /** The last stable offset is usually the high watermark, the log start usually 0. */
    private static double belowHighWatermark(String name, long value, long most, double alone) {
        boolean usual = value == (name.equals("LogStartOffset") ? 0 : most);
        return usual ? Math.min(alone, USUAL) : alone + UNUSUAL;
    }
}
