package io.kspec.runlog.cause;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of an API's response, whatever the version and the index.
 *
 * @param api the name of the API
 * @param path the field without indices: {@code Topics[].Partitions[].ErrorCode}; empty for the whole message
 */
record Place(String api, String path) {
    /** Arrays that wrap the fields of older versions in newer ones: KIP-709 and KIP-699 ask for several at once. */
    private static final Map<String, String> BATCHED =
            Map.of("OffsetFetch", "Groups[].", "FindCoordinator", "Coordinators[].");

    private static final Set<String> BROKER_ADDRESS = Set.of("Brokers[].Host", "Brokers[].Port");
    private static final Pattern INTO_RECORDS = Pattern.compile("(.*?Records)(?:\\[])?\\..*");
    private static final int LONGEST = 1_000;

    /** A path without indices, and without the array that newer versions wrap it in. */
    static String path(String api, String path) {
        StringBuilder bare = new StringBuilder();
        int end = Math.min(path.length(), LONGEST);
        boolean index = false;
        for (int i = 0; i < end; i++) {
            char c = path.charAt(i);
            index = index ? c != ']' : false;
            if (!index) {
                bare.append(c);
            }
            index |= c == '[';
        }
        String wrapper = BATCHED.get(api);
        return wrapper != null && bare.indexOf(wrapper) == 0 ? bare.substring(wrapper.length()) : bare.toString();
    }

    /** Whether it is where Metadata says that a broker can be reached. */
    boolean isBrokerAddress() {
        return api.equals("Metadata") && BROKER_ADDRESS.contains(path);
    }

    /** The field of records that this is a part of, or this field. */
    Place ofRecords() {
        Matcher inside = INTO_RECORDS.matcher(path);
        return inside.lookingAt() ? new Place(api, inside.group(1)) : this;
    }

    /** The array that this is an entry of, or this field. */
    Place ofEntries() {
        return path.endsWith("[]") ? new Place(api, path.substring(0, path.length() - 2)) : this;
    }

    /** The array whose entries this field is in, {@code Topics} for {@code Topics[].Partitions}; null if there is none. */
    @Nullable Place outerArray() {
        int end = path.lastIndexOf("[]");
        return end < 0 ? null : new Place(api, path.substring(0, end));
    }

    /** The name of the field itself: {@code ErrorCode}. */
    String leaf() {
        return leaf(path);
    }

    /** The last step of a path. */
    static String leaf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
