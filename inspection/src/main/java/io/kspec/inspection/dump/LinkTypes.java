package io.kspec.inspection.dump;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The link types whose packets can be read, by their numbers in capture files: the LINKTYPE_ values of tcpdump.org, and
 * the values that older files use for the same.
 */
final class LinkTypes {
    private static final Map<Integer, String> READABLE = new TreeMap<>(Map.of(
            0, "BSD loopback",
            1, "Ethernet",
            12, "raw IP",
            14, "raw IP",
            101, "raw IP",
            108, "OpenBSD loopback",
            113, "Linux cooked",
            228, "raw IPv4",
            229, "raw IPv6",
            276, "Linux cooked v2"));

    private LinkTypes() {}

    static boolean isReadable(int type) {
        return READABLE.containsKey(type);
    }

    /** The names of all of them. */
    static String names() {
        return READABLE.entrySet().stream()
                .map(type -> type.getValue() + " (" + type.getKey() + ")")
                .collect(Collectors.joining(", "));
    }
}
