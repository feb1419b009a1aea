package io.kspec.diagnosis.clients;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Reaction;
import io.kspec.protocol.codec.DecodeFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that clients put into the texts that they print, as far as they follow from the response and its request: {@code
 * reaction-values.txt} says which value stands where. What does not follow, such as a client's own id, becomes an ellipsis.
 */
public final class ReactionValues {
    private static final String UNKNOWN = "…";
    private static final Pattern PLACEHOLDER = Pattern.compile("%[#+-]?\\w+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Map<String, List<String>> NAMES = ReactionValueNames.standard();

    private final Map<String, String> values = new HashMap<>();

    private ReactionValues(String api, int version) {
        values.put("api", api);
        values.put("version", Integer.toString(version));
        putHeader("");
    }

    private void putHeader(String more) {
        values.put(
                "header",
                "RequestHeader(apiKey="
                        + values.getOrDefault("api", "")
                                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                                .toUpperCase(Locale.ROOT)
                        + ", apiVersion=" + values.get("version") + more + ", " + UNKNOWN + ")");
    }

    /**
     * The values of a response with a wrong value.
     *
     * @param value the value as text, or null if it is missing
     */
    public static ReactionValues of(String api, int version, @Nullable String value) {
        ReactionValues values = new ReactionValues(api, version);
        values.put("value", value);
        return values;
    }

    /**
     * The values of a response with a diagnosis.
     *
     * @param size the number of its bytes
     * @param expectedId the correlation id that it should have
     * @param foundId the correlation id that it has, or null if it is too short
     */
    public static ReactionValues of(
            String api, int version, Diagnosis diagnosis, int size, int expectedId, @Nullable Integer foundId) {
        ReactionValues values = new ReactionValues(api, version);
        values.put("expected id", Integer.toString(expectedId));
        values.putHeader(", clientId=" + UNKNOWN + ", correlationId=" + expectedId);
        values.put("found id", foundId == null ? null : foundId.toString());
        DecodeFailure failure = diagnosis.failure();
        if (failure != null) {
            values.put(failure, size);
        }
        return values;
    }

    /**
     * Adds what the request says.
     *
     * @param requested values by their names in {@code reaction-values.txt}
     * @return this
     */
    public ReactionValues with(Map<String, String> requested) {
        values.putAll(requested);
        return this;
    }

    private void put(DecodeFailure failure, int size) {
        String path = failure.path();
        String leaf = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
        if (!leaf.isEmpty()) {
            put("field", leaf.substring(0, 1).toLowerCase(Locale.ROOT) + leaf.substring(1));
        }
        int remaining = Math.max(0, size - failure.offset());
        Integer found = number(failure.found());
        switch (failure.kind()) {
            case TRAILING_BYTES -> put("left", Integer.toString(remaining));
            case TRUNCATED -> {
                put("remaining", Integer.toString(remaining));
                put("needed", bytes(failure.expected()));
            }
            case LENGTH_OUT_OF_RANGE -> {
                Integer most = number(failure.expected());
                if (most != null && failure.expected().contains("at most")) {
                    put("remaining", most.toString());
                }
                put("needed", found == null ? null : found.toString());
                put("count", found == null ? null : found.toString());
            }
            default -> {}
        }
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** The size of what was expected, if it is a number. */
    private static @Nullable String bytes(String expected) {
        Matcher bits = Pattern.compile("u?int(8|16|32|64)").matcher(expected);
        return bits.matches() ? Integer.toString(Integer.parseInt(bits.group(1)) / 8) : null;
    }

    private static @Nullable Integer number(String words) {
        Matcher number = NUMBER.matcher(words);
        try {
            return number.find() ? Integer.valueOf(number.group()) : null;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /** A reaction with the values in its text. */
    public Reaction fill(Reaction reaction) {
        return reaction.printed() ? reaction.saying(fill(reaction.text())) : reaction;
    }

    private String fill(String text) {
        List<String> names = NAMES.getOrDefault(text, List.of());
        StringBuilder filled = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        for (int i = 0; placeholder.find(); i++) {
            String value = i < names.size() ? values.getOrDefault(names.get(i), UNKNOWN) : UNKNOWN;
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(filled).toString();
    }

    /** How many values a text has. */
    static long placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().count();
    }
}
